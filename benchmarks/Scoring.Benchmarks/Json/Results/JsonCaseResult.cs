namespace Scoring.Benchmarks.Json.Results;

/// <summary>One case.</summary>
/// <param name="Group">The line of the budget.</param>
/// <param name="Name">The data.</param>
/// <param name="Contenders">Ours first.</param>
public sealed record JsonCaseResult(string Group, string Name, IReadOnlyList<JsonContenderResult> Contenders);
