namespace Scoring.Benchmarks.Adaptive.Requests;

/// <summary>A request that came back.</summary>
/// <param name="At">When, as a timestamp.</param>
/// <param name="Rows">Rows in it.</param>
internal readonly record struct AnsweredRequest(long At, int Rows);
