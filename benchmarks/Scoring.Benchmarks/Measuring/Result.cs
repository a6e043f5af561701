namespace Scoring.Benchmarks.Measuring;

/// <summary>One cell of a table.</summary>
/// <param name="Case">What was measured.</param>
/// <param name="Model">On which model.</param>
/// <param name="Measure">What the value is.</param>
/// <param name="Value">The value.</param>
/// <param name="Floor">The value that must be reached; null when there is none.</param>
/// <param name="Aim">The value that is aimed at; null when there is none.</param>
/// <param name="Detail">The figures the value comes from.</param>
internal sealed record Result(string Case, string Model, string Measure, double Value, double? Floor = null, double? Aim = null, string Detail = "");
