using Scoring.Tuning.Sweep;

namespace Scoring.Tuning.Load;

/// <summary>How requests and time are shared between the sweep and the load check.</summary>
internal static class LoadShare
{
    /// <summary>The sweep leaves the rest to the load check.</summary>
    private const double SweepUntil = 0.85;

    /// <summary>The parts of the predicted capacity that are offered.</summary>
    public static ReadOnlySpan<double> Levels => [0.5, 0.8, 0.95];

    /// <summary>The longest that one level takes.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(2.5);

    /// <summary>Most requests of the sweep: all of them where no load check follows or its requests do not count.</summary>
    public static double RequestsOfSweep(TuningOptions options, LoadLimit limit) => (options.LoadCheck == LoadCheckMode.None || !limit.CountsLoadCheck ? 1 : SweepUntil) * options.MaxRequests;

    /// <summary>The longest that the sweep takes, in seconds.</summary>
    public static double SecondsOfSweep(TuningOptions options) => (options.LoadCheck == LoadCheckMode.None ? 1 : SweepUntil) * options.MaxDuration.TotalSeconds;
}
