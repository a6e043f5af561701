namespace Scoring.Benchmarks.BindingCost;

/// <summary>One way of writing rows.</summary>
/// <param name="Name">What writes them.</param>
/// <param name="Run">Writes all rows once.</param>
internal sealed record BindingWay(string Name, Action Run);
