namespace Scoring.Benchmarks.BindingCost.Results;

/// <summary>One way of writing rows in one case.</summary>
/// <param name="Name">What writes them.</param>
/// <param name="NanosecondsPerRow">The median over the rounds.</param>
/// <param name="NanosecondsPerColumn">That by the number of columns.</param>
/// <param name="OfByHand">Its time by that of copying by hand, the median of each round's ratio; 1 for copying by hand.</param>
/// <param name="BytesPerBatch">Allocated, once warm.</param>
public sealed record BindingWayResult(string Name, double NanosecondsPerRow, double NanosecondsPerColumn, double OfByHand, double BytesPerBatch);
