namespace Scoring.Http.Answers;

/// <summary>What an error says of the attempt that it is of.</summary>
internal readonly record struct AttemptContext(int? Partition, int? Rows);
