namespace Scoring.Tuning.Load;

/// <summary>How requests and time are shared between the sweep and the load check.</summary>
internal static class LoadShare
{
    /// <summary>The sweep leaves the rest to the load check.</summary>
    public const double SweepUntil = 0.85;

    /// <summary>The parts of the predicted capacity that are offered.</summary>
    public static ReadOnlySpan<double> Levels => [0.5, 0.8, 0.95];

    /// <summary>The longest that one level takes.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(2.5);
}
