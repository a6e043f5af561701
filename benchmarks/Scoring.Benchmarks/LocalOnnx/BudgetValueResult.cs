namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>A measured value beside its budget.</summary>
/// <param name="Model">The model.</param>
/// <param name="Value">The measured value.</param>
/// <param name="Floor">What must be reached; null where nothing must.</param>
/// <param name="Aim">What is aimed at; null where nothing is.</param>
/// <param name="IsBelowFloor">Whether the value, rounded to the digits that count, misses the floor.</param>
public sealed record BudgetValueResult(string Model, double Value, double? Floor, double? Aim, bool IsBelowFloor) : IModelResult;
