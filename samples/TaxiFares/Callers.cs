using System.Diagnostics;

namespace TaxiFares;

/// <summary>Many callers at once, as in a web application: each awaits the fare of one trip and goes on with its next.</summary>
public static class Callers
{
    public const int Count = 1000;

    /// <summary>Shares the trips among the callers.</summary>
    /// <param name="trips">The trips.</param>
    /// <param name="score">Scores one trip.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Measurement> RunAsync(ReadOnlyMemory<Trip> trips, Func<Trip, ValueTask<float>> score, CancellationToken cancellationToken)
    {
        int share = trips.Length / Count;
        var waits = new long[share * Count];
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] callers = [.. Enumerable.Range(0, Count).Select(
            i => CallAsync(trips.Slice(i * share, share), waits.AsMemory(i * share, share), score, start.Task, cancellationToken))];
        var meter = new Meter();
        start.SetResult();
        await Task.WhenAll(callers);
        Measurement all = meter.Read(waits.Length);
        Array.Sort(waits);
        return all with { P50 = At(waits, 0.50), P99 = At(waits, 0.99) };
    }

    private static async Task CallAsync(
        ReadOnlyMemory<Trip> trips, Memory<long> waits, Func<Trip, ValueTask<float>> score, Task start, CancellationToken cancellationToken)
    {
        await start;
        for (int i = 0; i < trips.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long called = Stopwatch.GetTimestamp();
            _ = await score(trips.Span[i]);
            waits.Span[i] = Stopwatch.GetTimestamp() - called;
        }
    }

    private static TimeSpan At(long[] sorted, double share) => Stopwatch.GetElapsedTime(0, sorted[(int)(share * (sorted.Length - 1))]);
}
