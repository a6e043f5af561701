using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx.UsualWay;

/// <summary>Awaited single rows against what most applications do today, with as many callers on as many sessions.</summary>
internal static class UsualWayBenchmark
{
    public static async Task<UsualWayResult> RunAsync(IModelCase model, int rounds, TimeSpan window)
    {
        const int Callers = CallersResult.Many;
        using var usual = new UsualLanes(model);
        await using IModelClient client = await AwaitedRowsBenchmark.OpenAsync(model, synchronous: false);
        Throughput[][] all = await Interleaved.MeasureAsync(
            [
                new Contender<Throughput>("usual way", time => PoolWork.RunAsync(stop => usual.ScoreAsync(Callers, stop), time)),
                AwaitedRowsBenchmark.Callers(client, Callers),
            ],
            rounds,
            window);
        double[] usualRates = Throughput.Rates(all[0]), rates = Throughput.Rates(all[1]);
        return new UsualWayResult(
            model.Name, Callers, Interleaved.Median(usualRates), Throughput.MedianBytes(all[0]), Interleaved.Median(rates), Interleaved.Ratio(rates, usualRates));
    }
}
