namespace Scoring.Benchmarks.Json.Results;

/// <summary>All cases on one kind of hardware.</summary>
/// <param name="Tier">What the process was allowed to use.</param>
/// <param name="Cases">By case.</param>
public sealed record JsonTierResult(string Tier, IReadOnlyList<JsonCaseResult> Cases);
