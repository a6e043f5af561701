namespace Scoring.Switching;

/// <summary>A score that two models do not agree on.</summary>
/// <param name="Row">The golden row, from 0.</param>
/// <param name="Output">The name of the output.</param>
/// <param name="Production">What the model in production gives.</param>
/// <param name="Staging">What the staged model gives.</param>
public readonly record struct ScoreDifference(int Row, string Output, string Production, string Staging)
{
    /// <summary>As a report shows it.</summary>
    public override string ToString() => $"row {Row}, {Output}: {Production} → {Staging}";
}
