using System.Text.Json.Serialization;

namespace Scoring.Tuning;

/// <summary>A size that follows from the measurements by one definition.</summary>
/// <param name="Name">The definition's name.</param>
/// <param name="Rows">Rows per request; null when there is none.</param>
/// <param name="ParallelRequests">The requests in flight that it holds for.</param>
/// <param name="Definition">What it means, in words.</param>
public sealed record SizeVerdict(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Rows, int ParallelRequests, string Definition);
