namespace Scoring.Batching.Control;

/// <summary>What a probe of the number of batches in flight has shown; <c>default</c> while it is not over.</summary>
/// <param name="From">The number before.</param>
/// <param name="Tried">The number that was tried.</param>
/// <param name="LogInflation">The logarithm of how much longer a batch takes then; null when that did not become clear.</param>
/// <param name="IsAccepted">Whether it is the number from now on.</param>
internal readonly record struct ProbeResult(int From, int Tried, double? LogInflation, bool IsAccepted)
{
    /// <summary>Whether there is a result.</summary>
    public bool IsOver => From > 0;
}
