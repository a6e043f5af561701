namespace Scoring.Benchmarks.Measuring;

/// <summary>What work on the thread pool did in one window.</summary>
internal readonly record struct Throughput(double RowsPerSecond, double BytesPerRow)
{
    public static double[] Rates(Throughput[] rounds) => [.. rounds.Select(static round => round.RowsPerSecond)];

    public static double MedianBytes(Throughput[] rounds) => Interleaved.Median(rounds.Select(static round => round.BytesPerRow));
}
