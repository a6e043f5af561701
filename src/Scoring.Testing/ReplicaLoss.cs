namespace Scoring.Testing;

/// <summary>For a while fewer requests run at once at full speed.</summary>
/// <param name="Start">From the start of the run.</param>
/// <param name="Length">How long.</param>
/// <param name="ParallelRequests">How many still do; at least 1.</param>
public sealed record ReplicaLoss(TimeSpan Start, TimeSpan Length, int ParallelRequests)
{
    internal bool Includes(TimeSpan time) => time >= Start && time - Start < Length;
}
