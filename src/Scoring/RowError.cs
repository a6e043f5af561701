namespace Scoring;

/// <summary>A row that has no score, and why.</summary>
/// <param name="Index">The row's position in the call, from 0.</param>
/// <param name="Error">What happened to it.</param>
public readonly record struct RowError(int Index, Exception Error);
