using System.Diagnostics;

namespace Scoring.Benchmarks.Measuring;

/// <summary>How long calls took, in microseconds.</summary>
internal readonly record struct Latency(double P50, double P99)
{
    /// <param name="ticks">Each call's time in timestamp ticks; sorted here.</param>
    public static Latency Of(List<long> ticks)
    {
        ticks.Sort();
        return new Latency(At(ticks, 0.50), At(ticks, 0.99));
    }

    private static double At(List<long> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))] * 1e6 / Stopwatch.Frequency;
}
