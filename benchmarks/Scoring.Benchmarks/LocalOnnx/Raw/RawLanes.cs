using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx.Raw;

/// <summary>The C API's Run in a loop on as many threads as a client has lanes.</summary>
internal sealed class RawLanes : IDisposable
{
    private static readonly int[] s_batches = [64, 128, 256, 512, 1024, 2048];

    private readonly RawRun[] _runs;
    private readonly Action<int>[] _calls;

    public RawLanes(IModelCase model, int rows)
    {
        _runs = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new RawRun(model, rows))];
        _calls = [.. _runs.Select(static run => (Action<int>)(call => run.Run(call)))];
    }

    /// <summary>The batch size with the highest rate.</summary>
    public static async Task<int> FindBestBatchAsync(IModelCase model, TimeSpan window)
    {
        var rates = new Dictionary<int, double>();
        foreach (int rows in s_batches)
        {
            using var raw = new RawLanes(model, rows);
            await raw.RunAsync(window);
            rates[rows] = Interleaved.Median([await raw.RunAsync(window), await raw.RunAsync(window), await raw.RunAsync(window)]);
        }

        return rates.MaxBy(static r => r.Value).Key;
    }

    /// <summary>Rows per second of all threads together.</summary>
    public Task<double> RunAsync(TimeSpan time) => Loop.RunOnThreadsAsync(_calls, _runs[0].Rows, time);

    public async Task<Throughput> MeasureAsync(TimeSpan time) => new(await RunAsync(time), 0);

    public void Dispose()
    {
        foreach (RawRun run in _runs) run.Dispose();
    }
}
