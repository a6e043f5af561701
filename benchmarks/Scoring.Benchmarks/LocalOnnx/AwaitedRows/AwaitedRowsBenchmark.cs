using Scoring.Benchmarks.LocalOnnx.Raw;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows;

/// <summary>Callers that each await one row at a time, against the C API's Run in a loop on as many threads, at its best batch size and with one row per Run.</summary>
internal static class AwaitedRowsBenchmark
{
    public static async Task<AwaitedRowsResult> RunAsync(IModelCase model, int rawBatch, int rounds, TimeSpan window)
    {
        using RawLanes raw = new(model, rawBatch), single = new(model, 1);
        await using IModelClient client = await OpenAsync(model, synchronous: false), synchronous = await OpenAsync(model, synchronous: true);
        await using IModelClient bare = await model.OpenBareAsync(RowCount.AwaitedBatch);
        Throughput[][] all = await Interleaved.MeasureAsync(
            [
                new Contender<Throughput>("raw", raw.MeasureAsync),
                new Contender<Throughput>("one row per Run", single.MeasureAsync),
                Callers(client, CallersResult.Many),
                Callers(synchronous, CallersResult.Many),
                Callers(client, CallersResult.Few),
                Callers(bare, CallersResult.Many),
            ],
            rounds,
            window);
        double[] rawRates = Throughput.Rates(all[0]), singleRates = Throughput.Rates(all[1]);
        return new AwaitedRowsResult(
            model.Name,
            RowCount.AwaitedBatch,
            rawBatch,
            Interleaved.Median(rawRates),
            Interleaved.Median(singleRates),
            [
                ToResult(CallersResult.Many, false, all[2], rawRates, singleRates),
                ToResult(CallersResult.Many, true, all[3], rawRates, singleRates),
                ToResult(CallersResult.Few, false, all[4], rawRates, singleRates),
            ])
        {
            Bare = ToResult(CallersResult.Many, false, all[5], rawRates, singleRates),
        };
    }

    public static Contender<Throughput> Callers(IModelClient client, int callers) =>
        new("awaited rows", time => PoolWork.RunAsync(stop => client.AwaitRowsAsync(callers, stop), time));

    public static Task<IModelClient> OpenAsync(IModelCase model, bool synchronous) =>
        model.OpenClientAsync(new ScoringClientOptions { MaxBatchCount = RowCount.AwaitedBatch, AllowSynchronousContinuations = synchronous });

    private static CallersResult ToResult(int callers, bool synchronous, Throughput[] rounds, double[] raw, double[] single)
    {
        double[] rates = Throughput.Rates(rounds);
        return new CallersResult(
            callers,
            synchronous,
            Interleaved.Median(rates),
            Interleaved.Ratio(rates, raw),
            Interleaved.Ratio(rates, single),
            Interleaved.Median(rates.Zip(raw, static (rate, rawRate) => Environment.ProcessorCount * ((1e9 / rate) - (1e9 / rawRate)))),
            Throughput.MedianBytes(rounds));
    }
}
