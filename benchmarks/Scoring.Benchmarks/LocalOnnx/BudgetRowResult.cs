namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>One line of the budget: a measure on each model.</summary>
/// <param name="Case">What is done.</param>
/// <param name="Measure">What is measured, and its unit.</param>
/// <param name="Digits">Digits after the point that count.</param>
/// <param name="LowerIsBetter">Whether floor and aim are bounds from above.</param>
/// <param name="Values">By model.</param>
public sealed record BudgetRowResult(string Case, string Measure, int Digits, bool LowerIsBetter, IReadOnlyList<BudgetValueResult> Values);
