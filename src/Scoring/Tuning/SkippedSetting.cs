using System.Text.Json.Serialization;

namespace Scoring.Tuning;

/// <summary>What was not measured, and why.</summary>
/// <param name="Rows">Rows per request; 0 when it concerns all sizes.</param>
/// <param name="ParallelRequests">Requests in flight; null when it concerns the size at any number.</param>
/// <param name="Reason">In words, such as <c>1000 rows and 500 rows are over the budget of 25 ms already</c>.</param>
public sealed record SkippedSetting(int Rows, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? ParallelRequests, string Reason);
