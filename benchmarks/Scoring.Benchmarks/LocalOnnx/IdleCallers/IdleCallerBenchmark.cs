using System.Diagnostics;
using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.LocalOnnx.Raw;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx.IdleCallers;

/// <summary>How long one row takes when nothing else is going on, against the C API's Run of one row, both called by a thread of their own with pauses between.</summary>
internal static class IdleCallerBenchmark
{
    private static readonly TimeSpan s_gap = TimeSpan.FromMicroseconds(100);

    public static async Task<IdleCallerResult> RunAsync(IModelCase model, int rounds, TimeSpan window)
    {
        using var raw = new RawRun(model, 1);
        await using IModelClient client = await AwaitedRowsBenchmark.OpenAsync(model, synchronous: false);
        Latency[][] all = await Interleaved.MeasureAsync(
            [
                new Contender<Latency>("raw", time => PacedCaller.RunAsync(call => TimeOf(raw, call), s_gap, time)),
                new Contender<Latency>("client", time => PacedCaller.RunAsync(client.CallOnce, s_gap, time)),
            ],
            rounds,
            window);
        return new IdleCallerResult(
            model.Name,
            s_gap.TotalMicroseconds,
            Interleaved.Median(all[0].Select(static round => round.P50)),
            Interleaved.Median(all[0].Select(static round => round.P99)),
            Interleaved.Median(all[1].Select(static round => round.P50)),
            Interleaved.Median(all[1].Select(static round => round.P99)),
            Interleaved.Median(all[1].Zip(all[0], static (client, raw) => client.P50 - raw.P50)));
    }

    private static long TimeOf(RawRun raw, int call)
    {
        long started = Stopwatch.GetTimestamp();
        raw.Run(call);
        return Stopwatch.GetTimestamp() - started;
    }
}
