namespace Scoring.Benchmarks.Json;

/// <summary>A batch and the ways it is written or read.</summary>
/// <param name="Group">The line of the budget, such as <c>write float32</c>.</param>
/// <param name="Name">The data.</param>
/// <param name="Values">Values in the batch: what a time is divided by.</param>
/// <param name="Bytes">Bytes of JSON.</param>
/// <param name="Contenders">Ours first, then the rival that ours is measured by.</param>
internal sealed record JsonCase(string Group, string Name, int Values, int Bytes, IReadOnlyList<JsonContender> Contenders);
