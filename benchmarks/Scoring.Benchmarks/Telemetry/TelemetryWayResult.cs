namespace Scoring.Benchmarks.Telemetry;

/// <summary>What some of a client's telemetry costs, by pairs of short slices, one without it and one with it.</summary>
/// <param name="Name">How much of it, beside what.</param>
/// <param name="Pairs">How many.</param>
/// <param name="WithoutRowsPerSecond">Median of the slices without it.</param>
/// <param name="RowsPerSecond">Median of the slices with it.</param>
/// <param name="Cost">What a row costs more with it, as a share of its cost without: median over the pairs.</param>
/// <param name="Low">Lower end of the median's 95 % confidence interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Budget">What that may be; null for no budget.</param>
/// <param name="BytesPerRow">Managed bytes per row with it, median.</param>
public sealed record TelemetryWayResult(
    string Name, int Pairs, double WithoutRowsPerSecond, double RowsPerSecond, double Cost, double Low, double High, double? Budget, double BytesPerRow);
