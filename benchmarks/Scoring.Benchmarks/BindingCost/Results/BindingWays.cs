namespace Scoring.Benchmarks.BindingCost.Results;

/// <summary>The ways in which rows are written.</summary>
public static class BindingWays
{
    public const string ByHand = "copied by hand, field by field";
    public const string Generated = "generated";
    public const string PerRow = "lambda per row";
    public const string PerRowSingly = "lambda per row, value by value";
    public const string PerColumn = "lambda per column";

    public const string Struct = "struct", Class = "class";
}
