namespace Scoring.Benchmarks.LocalOnnx;

internal static class RowCount
{
    /// <summary>Rows in one many-rows call.</summary>
    public const int PerCall = 8192;

    /// <summary>Rows walked over before the first one comes again.</summary>
    public const int Distinct = 4 * PerCall;

    /// <summary>The largest batch with which the budget is measured; the default of a local client is smaller, and shown without a budget.</summary>
    public const int BudgetBatch = 2048;

    /// <summary>The default of a local client.</summary>
    public const int DefaultBatch = 200;
}
