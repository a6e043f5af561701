namespace Scoring.Benchmarks.Measuring;

/// <summary>Many asynchronous callers on the thread pool, started so that neighbours in memory are not neighbours in time: an order that callers keep flatters caches.</summary>
internal static class ShuffledCallers
{
    private const int Seed = 7;

    /// <summary>Starts callers and waits until all have ended.</summary>
    /// <param name="count">How many.</param>
    /// <param name="call">Awaits its start, calls until told to stop, and returns the rows it did; given the caller's number and its start.</param>
    public static async Task<long> RunAsync(int count, Func<int, Task, Task<long>> call)
    {
        TaskCompletionSource[] starts = [.. Enumerable.Range(0, count).Select(static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        Task<long>[] callers = [.. starts.Select((start, i) => call(i, start.Task))];
        new Random(Seed).Shuffle(starts);
        foreach (TaskCompletionSource start in starts) start.SetResult();
        return (await Task.WhenAll(callers)).Sum();
    }
}
