namespace Scoring.Simulation;

/// <summary>The one unit of time in every simulation: the tick of <see cref="TimeSpan"/>, 100 ns, counted from the start of the run. Milliseconds are only written down and shown.</summary>
internal static class SimulatedTime
{
    /// <summary>A run's length.</summary>
    public const long RunTicks = 12 * TimeSpan.TicksPerSecond;

    /// <summary>Batches sent from here on are measured; before, policies learn.</summary>
    public const long MeasuredFromTicks = 2 * TimeSpan.TicksPerSecond;

    public const double MeasuredSeconds = (double)(RunTicks - MeasuredFromTicks) / TimeSpan.TicksPerSecond;

    /// <summary>To whole ticks, as the clients' clocks know no less.</summary>
    public static long ToTicks(double milliseconds) => (long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond);

    public static double ToMilliseconds(long ticks) => (double)ticks / TimeSpan.TicksPerMillisecond;

    public static double ToSeconds(long ticks) => (double)ticks / TimeSpan.TicksPerSecond;
}
