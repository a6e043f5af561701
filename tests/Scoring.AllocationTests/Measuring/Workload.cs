namespace Scoring.AllocationTests.Measuring;

/// <summary>Calls of which a window is made.</summary>
/// <param name="Calls">Calls per window.</param>
/// <param name="RowsPerCall">Rows per call, on average.</param>
/// <param name="RunAsync">Does as many calls as it is told.</param>
internal sealed record Workload(int Calls, double RowsPerCall, Func<int, Task> RunAsync)
{
    /// <summary>Rows per window.</summary>
    public double Rows => Calls * RowsPerCall;
}
