namespace Scoring;

/// <summary>What a caller may say about rows to be scored.</summary>
/// <param name="Partition">The independent stream that the rows belong to; null is partition 0. It has its own queue and its own limit of requests in flight, and
/// travels to stages and leaf in <see cref="ScoringContext.Partition"/>.</param>
/// <param name="Deadline">How long from the call the scores are of use; more than zero, null for ever. Rows without a score by then end with <see cref="ScoringRejectedException"/>.</param>
/// <param name="Priority">Waiting rows of a higher number go first; 0 by default. Of one priority those with the earliest deadline are the first served, and after them those
/// without one as they came.
/// Strict within a partition: lower ones wait as long as there are higher ones.</param>
public readonly record struct RowOptions(int? Partition = null, TimeSpan? Deadline = null, int Priority = 0);
