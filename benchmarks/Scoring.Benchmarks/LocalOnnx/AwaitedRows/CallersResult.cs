namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows;

/// <summary>Callers that each await the score of one row and go on with the next.</summary>
/// <param name="Callers">How many.</param>
/// <param name="SynchronousContinuations">Whether the client allowed synchronous continuations.</param>
/// <param name="RowsPerSecond">Median.</param>
/// <param name="OfRaw">Median over the rounds of the rate divided by the raw rate.</param>
/// <param name="OfSingle">The same divided by the rate of one row per Run.</param>
/// <param name="LaneNanosecondsPerRow">What a row costs over all lanes beyond its raw cost, median over the rounds: lanes / rate − lanes / raw rate.</param>
/// <param name="BytesPerRow">Managed bytes per row, median.</param>
public sealed record CallersResult(
    int Callers, bool SynchronousContinuations, double RowsPerSecond, double OfRaw, double OfSingle, double LaneNanosecondsPerRow, double BytesPerRow)
{
    public const int Many = 1000;
    public const int Few = 100;
}
