namespace Scoring.Batching.Calls;

/// <summary>Some consecutive rows of a call, and what happened to them.</summary>
/// <param name="Start">The first row's index.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Error">Why they have no score; null when they have one.</param>
internal readonly record struct RowRange(int Start, int Count, Exception? Error = null);
