using System.Diagnostics;

namespace Scoring.Fuzzing.Running;

/// <summary>Many cases on several threads.</summary>
internal static class FuzzRun
{
    private const int CasesPerLook = 1024;

    /// <summary>Runs cases until there were enough or the time is over.</summary>
    /// <param name="seed">Of all random choices; each thread has one made of it.</param>
    /// <param name="cases">The most cases.</param>
    /// <param name="time">The longest time.</param>
    /// <param name="threads">How many threads.</param>
    public static FuzzReport Run(ulong seed, long cases, TimeSpan time, int threads)
    {
        FuzzWorker[] workers = [.. Enumerable.Range(0, threads).Select(thread => new FuzzWorker(seed + (ulong)thread))];
        long started = Stopwatch.GetTimestamp();
        Thread[] running = [.. workers.Select((worker, thread) => new Thread(() => Run(worker, (cases / threads) + (thread < cases % threads ? 1 : 0), started, time)))];
        foreach (Thread thread in running) thread.Start();
        foreach (Thread thread in running) thread.Join();
        var report = new FuzzReport();
        foreach (FuzzWorker worker in workers) report.Add(worker.Report);
        return report;
    }

    private static void Run(FuzzWorker worker, long cases, long started, TimeSpan time)
    {
        for (long number = 0; number < cases; number++)
        {
            if (number % CasesPerLook == 0 && Stopwatch.GetElapsedTime(started) > time) return;
            worker.Run(number);
            if (worker.Report.Failed > 100) return;
        }
    }
}
