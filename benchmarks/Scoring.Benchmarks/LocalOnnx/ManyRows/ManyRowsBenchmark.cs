using Scoring.Benchmarks.LocalOnnx.Raw;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx.ManyRows;

/// <summary>Many rows per call, against the C API's Run in a loop on as many threads, at its best batch size and with one row per Run.</summary>
internal static class ManyRowsBenchmark
{
    public static async Task<ManyRowsResult> RunAsync(IModelCase model, int maxBatchCount, int rawBatch, int rounds, TimeSpan window)
    {
        using RawLanes raw = new(model, rawBatch), single = new(model, 1);
        IReadOnlyList<ManyRowsWay> ways = await model.OpenWaysAsync(maxBatchCount);
        double[][] rates = await Interleaved.MeasureAsync(
            [
                new Contender<double>("raw", raw.RunAsync),
                new Contender<double>("one row per Run", single.RunAsync),
                .. ways.Select(static way => new Contender<double>(way.Name, time => Loop.RunAsync(way.Call, RowCount.PerCall, time))),
            ],
            rounds,
            window);
        var results = new List<WayResult>();
        for (int i = 0; i < ways.Count; i++) results.Add(await ToResultAsync(ways[i], rates[i + 2], rates[0]));
        return new ManyRowsResult(model.Name, maxBatchCount, rawBatch, Interleaved.Median(rates[0]), Interleaved.Median(rates[1]), results);
    }

    private static async Task<WayResult> ToResultAsync(ManyRowsWay way, double[] rates, double[] raw)
    {
        double bytes = await BytesPerRowAsync(way);
        await way.Client.DisposeAsync();
        return new WayResult(way.Name, Interleaved.Median(rates), Interleaved.Ratio(rates, raw), bytes);
    }

    private static async Task<double> BytesPerRowAsync(ManyRowsWay way)
    {
        const int Calls = 200;
        for (int i = 0; i < Calls; i++) await way.Call(i);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Calls; i++) await way.Call(i);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / ((double)Calls * RowCount.PerCall);
    }
}
