namespace Scoring.Benchmarks.BindingCost.Results;

/// <summary>Rows of one type.</summary>
/// <param name="Columns">Floats in a row.</param>
/// <param name="Kind">How the type holds them.</param>
/// <param name="Ways">Copying by hand first.</param>
public sealed record BindingCaseResult(int Columns, string Kind, IReadOnlyList<BindingWayResult> Ways)
{
    /// <summary>As tables call the number of columns.</summary>
    public string Width => $"{Columns} floats";

    public BindingWayResult With(string way) => Ways.Single(result => result.Name == way);
}
