using System.Diagnostics;

namespace Scoring.Benchmarks.Measuring;

/// <summary>Repeats work for a while and counts it.</summary>
internal static class Loop
{
    /// <summary>Operations between two looks at the clock, in rows.</summary>
    private const int RowsPerLook = 256;

    /// <summary>Rows per second of a synchronous operation on this thread.</summary>
    /// <param name="run">Does the operation with this number.</param>
    /// <param name="rowsPerRun">Rows in one operation.</param>
    /// <param name="time">For how long.</param>
    public static double Run(Action<int> run, int rowsPerRun, TimeSpan time)
    {
        int perLook = Math.Max(RowsPerLook / rowsPerRun, 1);
        long started = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        int runs = 0;
        do
        {
            for (int i = 0; i < perLook; i++) run(runs++);
            elapsed = Stopwatch.GetElapsedTime(started);
        }
        while (elapsed < time);
        return (double)runs * rowsPerRun / elapsed.TotalSeconds;
    }

    /// <summary>Rows per second of several threads, each with an operation of its own, together.</summary>
    public static async Task<double> RunOnThreadsAsync(IReadOnlyList<Action<int>> runs, int rowsPerRun, TimeSpan time) =>
        (await Task.WhenAll(runs.Select(run => Task.Factory.StartNew(() => Run(run, rowsPerRun, time), TaskCreationOptions.LongRunning)))).Sum();

    /// <summary>Rows per second of one asynchronous caller.</summary>
    public static async Task<double> RunAsync(Func<int, ValueTask> run, int rowsPerRun, TimeSpan time)
    {
        long started = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        int runs = 0;
        do
        {
            await run(runs++);
            elapsed = Stopwatch.GetElapsedTime(started);
        }
        while (elapsed < time);
        return (double)runs * rowsPerRun / elapsed.TotalSeconds;
    }
}
