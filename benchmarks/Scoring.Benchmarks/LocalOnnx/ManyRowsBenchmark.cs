using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>Many rows per call, against the C API's Run in a loop on as many threads, at its best batch size and with one row per Run.</summary>
internal static class ManyRowsBenchmark
{
    private static readonly int[] s_batches = [64, 128, 256, 512, 1024, 2048];

    public static async Task<ManyRowsResult> RunAsync(IModelCase model, int maxBatchCount, int rounds, TimeSpan window)
    {
        int best = await FindBestBatchAsync(model, window);
        RawRun[] raw = Open(model, best), single = Open(model, 1);
        IReadOnlyList<ManyRowsWay> ways = await model.OpenWaysAsync(maxBatchCount);
        Contender[] contenders =
        [
            RawContender(raw), RawContender(single), .. ways.Select(static way => new Contender(way.Name, time => Loop.RunAsync(way.Call, RowCount.PerCall, time))),
        ];
        double[][] rates = await Interleaved.MeasureAsync(contenders, rounds, window);
        var results = new List<WayResult>();
        for (int i = 0; i < ways.Count; i++) results.Add(await ToResultAsync(ways[i], rates[i + 2], rates[0]));
        foreach (RawRun run in raw.Concat(single)) run.Dispose();
        return new ManyRowsResult(model.Name, maxBatchCount, best, Interleaved.Median(rates[0]), Interleaved.Median(rates[1]), results);
    }

    private static async Task<WayResult> ToResultAsync(ManyRowsWay way, double[] rates, double[] raw)
    {
        double bytes = await BytesPerRowAsync(way);
        await way.Client.DisposeAsync();
        return new WayResult(way.Name, Interleaved.Median(rates), Interleaved.Ratio(rates, raw), bytes, way.Floor, way.Aim);
    }

    private static async Task<double> BytesPerRowAsync(ManyRowsWay way)
    {
        const int Calls = 200;
        for (int i = 0; i < Calls; i++) await way.Call(i);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Calls; i++) await way.Call(i);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / ((double)Calls * RowCount.PerCall);
    }

    private static async Task<int> FindBestBatchAsync(IModelCase model, TimeSpan window)
    {
        var rates = new Dictionary<int, double>();
        foreach (int rows in s_batches)
        {
            RawRun[] raw = Open(model, rows);
            Contender contender = RawContender(raw);
            await contender.RunAsync(window);
            rates[rows] = Interleaved.Median([await contender.RunAsync(window), await contender.RunAsync(window), await contender.RunAsync(window)]);
            foreach (RawRun run in raw) run.Dispose();
        }

        return rates.MaxBy(static r => r.Value).Key;
    }

    private static RawRun[] Open(IModelCase model, int rows) => [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new RawRun(model, rows))];

    private static Contender RawContender(RawRun[] raw) =>
        new("raw", time => Loop.RunOnThreadsAsync([.. raw.Select(static run => (Action<int>)(i => run.Run(i)))], raw[0].Rows, time));
}
