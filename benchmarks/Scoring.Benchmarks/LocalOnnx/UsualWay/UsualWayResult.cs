namespace Scoring.Benchmarks.LocalOnnx.UsualWay;

/// <summary>Callers with one row at a time on one model: awaited rows against a new tensor, a list of named inputs and one Run for each row.</summary>
/// <param name="Model">The model.</param>
/// <param name="Callers">How many, both ways.</param>
/// <param name="UsualRowsPerSecond">The usual way, median.</param>
/// <param name="UsualBytesPerRow">Managed bytes per row of the usual way, median.</param>
/// <param name="RowsPerSecond">Awaited rows, median.</param>
/// <param name="Ratio">Median over the rounds of the rate of awaited rows divided by that of the usual way.</param>
public sealed record UsualWayResult(string Model, int Callers, double UsualRowsPerSecond, double UsualBytesPerRow, double RowsPerSecond, double Ratio) : IModelResult;
