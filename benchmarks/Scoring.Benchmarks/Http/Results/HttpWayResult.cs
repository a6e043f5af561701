namespace Scoring.Benchmarks.Http.Results;

/// <summary>One way in one group.</summary>
/// <param name="Name">What was done.</param>
/// <param name="RowsPerSecond">The median over the rounds.</param>
/// <param name="OfFirst">The median of each round's ratio to the group's first way.</param>
/// <param name="OfSecond">The same to the second way.</param>
/// <param name="BytesPerRequest">Allocated by the client's process, by the median; null where requests differ in size.</param>
/// <param name="BytesPerRow">The same by row.</param>
public sealed record HttpWayResult(string Name, double RowsPerSecond, double OfFirst, double OfSecond, double? BytesPerRequest, double BytesPerRow);
