namespace Scoring.Testing.Services;

/// <summary>The one unit of time: the tick of <see cref="TimeSpan"/>, 100 ns, counted from the start of a run.</summary>
internal static class Ticks
{
    /// <summary>To whole ticks, as the clients' clocks know no less.</summary>
    public static long Of(double milliseconds) => (long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond);
}
