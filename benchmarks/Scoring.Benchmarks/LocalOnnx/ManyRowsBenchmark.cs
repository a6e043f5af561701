using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>Many rows per call, against the C API's Run in a loop on as many threads, each at its best batch size.</summary>
internal static class ManyRowsBenchmark
{
    private static readonly int[] s_batches = [64, 128, 256, 512, 1024, 2048];

    public static async Task<IReadOnlyList<Result>> RunAsync(IModelCase model, ManyRowsBudget budget, int maxBatchCount, int rounds, TimeSpan window)
    {
        int best = await FindBestBatchAsync(model, window);
        RawRun[] raw = Open(model, best);
        IReadOnlyList<ManyRowsWay> ways = await model.OpenWaysAsync(maxBatchCount);
        Contender[] contenders = [RawContender(raw), .. ways.Select(static way => new Contender(way.Name, time => Loop.RunAsync(way.Call, RowCount.PerCall, time)))];
        double[][] rates = await Interleaved.MeasureAsync(contenders, rounds, window);
        List<Result> results = [.. ways.Select((way, i) => ToResult(model, budget, maxBatchCount, best, way, rates[i + 1], rates[0]))];
        foreach (ManyRowsWay way in ways)
        {
            results.Add(await BytesPerRowAsync(model, way));
            await way.Client.DisposeAsync();
        }

        foreach (RawRun run in raw) run.Dispose();
        return results;
    }

    private static Result ToResult(IModelCase model, ManyRowsBudget budget, int maxBatchCount, int best, ManyRowsWay way, double[] rates, double[] raw)
    {
        bool fluent = way.Name.StartsWith("fluent", StringComparison.Ordinal);
        return new Result(
            Report.Invariant($"many rows, {RowCount.PerCall:N0} per call, {way.Name}, MaxBatchCount {maxBatchCount}"), model.Name, "rows/s ÷ raw",
            Interleaved.Ratio(rates, raw), fluent ? budget.FluentFloor : budget.Floor, fluent ? null : budget.Aim,
            Report.Invariant($"raw {Interleaved.Median(raw) / 1e6:0.00} M rows/s at batch {best}, client {Interleaved.Median(rates) / 1e6:0.00} M rows/s"));
    }

    private static async Task<Result> BytesPerRowAsync(IModelCase model, ManyRowsWay way)
    {
        const int Calls = 200;
        for (int i = 0; i < Calls; i++) await way.Call(i);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Calls; i++) await way.Call(i);
        double bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / ((double)Calls * RowCount.PerCall);
        return new Result($"many rows, {way.Name}", model.Name, "managed bytes per row", bytes, 0.01, 0, Report.Invariant($"{Calls * RowCount.PerCall:N0} rows"));
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
