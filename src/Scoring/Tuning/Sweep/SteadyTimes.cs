using Scoring.Tuning.Statistics;

namespace Scoring.Tuning.Sweep;

/// <summary>When a warm-up is over: the medians of the last three times and of the three before differ by less than 5 %, or there were ten.</summary>
internal static class SteadyTimes
{
    public const int MostCalls = 10;

    private const int Window = 3;
    private const double Alike = 0.05;

    public static bool AreReached(ReadOnlySpan<double> times)
    {
        if (times.Length >= MostCalls) return true;
        if (times.Length < 2 * Window) return false;
        double last = Quantile.Median(times[^Window..]), before = Quantile.Median(times[^(2 * Window)..^Window]);
        return Math.Abs((last / before) - 1) < Alike;
    }

    /// <summary>What a request takes when it is warm, as far as known.</summary>
    /// <param name="times">1 or more.</param>
    public static double Of(ReadOnlySpan<double> times) => Quantile.Median(times[^Math.Min(times.Length, Window)..]);
}
