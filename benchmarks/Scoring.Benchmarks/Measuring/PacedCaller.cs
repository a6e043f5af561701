using System.Diagnostics;

namespace Scoring.Benchmarks.Measuring;

/// <summary>One caller on a thread of its own that lets some time pass between calls, so that each call finds everything idle.</summary>
/// <remarks>It passes the time by watching the clock: no timer is fine enough. That occupies one core, never a thread of the pool.</remarks>
internal static class PacedCaller
{
    /// <param name="call">Does the call with this number; returns its time in timestamp ticks.</param>
    /// <param name="gap">Time between calls.</param>
    /// <param name="time">For how long.</param>
    public static Task<Latency> RunAsync(Func<int, long> call, TimeSpan gap, TimeSpan time) =>
        Task.Factory.StartNew(() => Run(call, gap, time), TaskCreationOptions.LongRunning);

    private static Latency Run(Func<int, long> call, TimeSpan gap, TimeSpan time)
    {
        var ticks = new List<long>((int)(time / gap) + 1);
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            Pass(gap);
            ticks.Add(call(ticks.Count));
        }

        return Latency.Of(ticks);
    }

    private static void Pass(TimeSpan gap)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < gap) Thread.SpinWait(1);
    }
}
