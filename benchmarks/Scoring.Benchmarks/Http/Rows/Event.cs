namespace Scoring.Benchmarks.Http.Rows;

/// <summary>What is scored: five prices.</summary>
internal sealed record Event(float A, float B, float C, float D, float E);
