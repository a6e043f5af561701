namespace Scoring;

/// <summary>What a caller may say about rows to be scored.</summary>
/// <param name="Partition">The independent stream that the rows belong to; null is partition 0. It travels to stages and leaf in <see cref="ScoringContext.Partition"/>.</param>
/// <param name="Deadline">How long from the call the scores are of use; more than zero, null for ever. Rows without a score by then end with <see cref="ScoringRejectedException"/>.</param>
public readonly record struct RowOptions(int? Partition = null, TimeSpan? Deadline = null);
