namespace Scoring.Tuning.Sweep;

/// <summary>What is varied.</summary>
/// <param name="Rows">Rows per request.</param>
/// <param name="ParallelRequests">Requests in flight.</param>
internal readonly record struct Setting(int Rows, int ParallelRequests);
