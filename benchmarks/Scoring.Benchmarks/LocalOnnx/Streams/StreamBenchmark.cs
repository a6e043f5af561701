using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.LocalOnnx.Raw;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx.Streams;

/// <summary>One ordered stream from an async iterator, against the C API's Run in a loop on as many threads as the client has lanes.</summary>
internal static class StreamBenchmark
{
    private const int MaxInFlight = 1024;

    public static async Task<StreamResult> RunAsync(IModelCase model, int rawBatch, int rounds, TimeSpan window)
    {
        using var raw = new RawLanes(model, rawBatch);
        await using IModelClient client = await AwaitedRowsBenchmark.OpenAsync(model, synchronous: false);
        Throughput[][] all = await Interleaved.MeasureAsync(
            [
                new Contender<Throughput>("raw", raw.MeasureAsync),
                new Contender<Throughput>("stream", time => PoolWork.RunAsync(stop => client.StreamAsync(MaxInFlight, stop), time)),
            ],
            rounds,
            window);
        double[] rawRates = Throughput.Rates(all[0]), rates = Throughput.Rates(all[1]);
        return new StreamResult(
            model.Name, MaxInFlight, rawBatch, Interleaved.Median(rawRates), Interleaved.Median(rates), Interleaved.Ratio(rates, rawRates), Throughput.MedianBytes(all[1]));
    }
}
