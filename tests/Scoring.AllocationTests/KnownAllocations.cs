namespace Scoring.AllocationTests;

/// <summary>What is allocated on purpose.</summary>
internal static class KnownAllocations
{
    /// <summary>Bytes of a request that has a deadline and runs on the thread pool: itself and its timer. It is not pooled, as the timer may fire late.</summary>
    public const double RequestWithDeadline = 336;
}
