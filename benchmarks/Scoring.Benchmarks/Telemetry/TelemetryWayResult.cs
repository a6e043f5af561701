namespace Scoring.Benchmarks.Telemetry;

/// <summary>A client with some of its telemetry.</summary>
/// <param name="Name">How much of it.</param>
/// <param name="RowsPerSecond">Median.</param>
/// <param name="CostOfFirst">What a row costs more than with the first way, as a share of its cost there: median over the rounds.</param>
/// <param name="Budget">What that may be; null for no budget.</param>
/// <param name="BytesPerRow">Managed bytes per row, median.</param>
public sealed record TelemetryWayResult(string Name, double RowsPerSecond, double CostOfFirst, double? Budget, double BytesPerRow);
