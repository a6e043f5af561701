namespace Scoring.Tool.Comparison;

/// <summary>What became of one setting since the baseline.</summary>
/// <param name="Rows">Rows per request.</param>
/// <param name="ParallelRequests">Requests in flight.</param>
/// <param name="Before">Rows per second then.</param>
/// <param name="Now">Rows per second now.</param>
/// <param name="Probability">How probable so low a rate would be if it had fallen by no more than is allowed; as strict as if there were one setting only.</param>
internal readonly record struct SettingChange(int Rows, int ParallelRequests, double Before, double Now, double Probability)
{
    /// <summary>The level of the test.</summary>
    public const double Level = 0.05;

    public double Share => (Now / Before) - 1;

    public bool IsWorse => Probability < Level;
}
