using System.Diagnostics;

namespace Scoring.Benchmarks.Measuring;

/// <summary>Measures work that runs on the thread pool until it is told to stop.</summary>
internal static class PoolWork
{
    /// <summary>The part of the window in which the work gets under way, and what it allocates for that does not count.</summary>
    private const double StartingShare = 0.25;

    /// <summary>Runs the work for a time and waits until all of it has ended.</summary>
    /// <param name="work">Returns the rows it did.</param>
    /// <param name="time">How long from its start it is told to stop.</param>
    public static async Task<Throughput> RunAsync(Func<StopFlag, Task<long>> work, TimeSpan time)
    {
        var stop = new StopFlag();
        long started = Stopwatch.GetTimestamp();
        Task<long> running = Task.Run(() => work(stop));
        double bytesPerSecond = await Task.Factory.StartNew(() => Watch(stop, time), TaskCreationOptions.LongRunning);
        long rows = await running;
        double rowsPerSecond = rows / Stopwatch.GetElapsedTime(started).TotalSeconds;

        // What comes next must not run inside the thread that told the last caller: it may be the client's.
        await Task.Yield();
        return new Throughput(rowsPerSecond, bytesPerSecond / rowsPerSecond);
    }

    /// <summary>Bytes allocated per second once the work is under way. On a thread of its own: the busy pool would look at the clock too late.</summary>
    private static double Watch(StopFlag stop, TimeSpan time)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(time * StartingShare);
        long bytes = GC.GetTotalAllocatedBytes(precise: true), started = Stopwatch.GetTimestamp();
        never.Wait(time * (1 - StartingShare));
        double bytesPerSecond = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        stop.Set();
        return bytesPerSecond;
    }
}
