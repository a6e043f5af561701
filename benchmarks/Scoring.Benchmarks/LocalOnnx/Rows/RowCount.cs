namespace Scoring.Benchmarks.LocalOnnx.Rows;

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

    /// <summary>The largest batch of clients that are given one row at a time: as many as there are callers, their best fixed setting.</summary>
    public const int AwaitedBatch = 1000;
}
