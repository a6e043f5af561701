namespace Scoring.Benchmarks.LocalOnnx.Rows;

/// <summary>A taxi ride: who offers it, the day (0 is Monday) and hour of its begin, passengers, and miles.</summary>
public record struct TaxiRow(float Vendor, float Weekday, float Hour, float Passengers, float Distance);
