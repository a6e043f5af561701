using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Http.Ways;

/// <summary>Requests one after the other, some of them side by side.</summary>
internal static class RequestLoop
{
    /// <param name="inFlight">How many side by side.</param>
    /// <param name="rows">Rows in a request.</param>
    /// <param name="create">Makes what sends one request and awaits its answer, for each of those side by side.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<long> RunAsync(int inFlight, int rows, Func<Func<ValueTask>> create, StopFlag stop)
    {
        long[] requests = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(() => RunOneAsync(create(), stop))));
        return requests.Sum() * rows;
    }

    private static async Task<long> RunOneAsync(Func<ValueTask> send, StopFlag stop)
    {
        long requests = 0;
        for (; !stop.IsSet; requests++) await send();
        return requests;
    }
}
