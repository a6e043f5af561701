using System.Diagnostics;
using Scoring.Benchmarks.LocalOnnx.Raw;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Benchmarks.Measuring;
using Scoring.Onnx;
using Scoring.Records;

namespace Scoring.Benchmarks.LocalOnnx.Leaf;

/// <summary>What the leaf adds to the C API's Run: time for a batch of one row, managed bytes for any batch.</summary>
internal static class LeafBenchmark
{
    private static readonly int[] s_batches = [1, 100, 1000];

    public static async Task<LeafResult> RunAsync(IModelCase model, int rounds, TimeSpan window)
    {
        await using OnnxScoringClient client = OnnxScoringClient.Load(model.Path);
        using var raw = new RawRun(model, 1);
        using RecordBatch batch = CreateBatch(model, 1);
        double[][] rates = await Interleaved.MeasureAsync(
            [
                new Contender<double>("raw", time => Task.FromResult(Loop.Run(i => raw.Run(i), 1, time))),
                new Contender<double>("leaf", time => Task.FromResult(Loop.Run(i => Score(model, client, batch, i), 1, time))),
            ],
            rounds,
            window);
        return new LeafResult(
            model.Name,
            1e9 / Interleaved.Median(rates[0]),
            1e9 / Interleaved.Median(rates[1]),
            Interleaved.Median(rates[1].Zip(rates[0], static (leaf, raw) => (1e9 / leaf) - (1e9 / raw))),
            s_batches.ToDictionary(static rows => rows, rows => BytesPerCall(model, client, rows)));
    }

    private static double BytesPerCall(IModelCase model, OnnxScoringClient client, int rows)
    {
        const int Calls = 10_000;
        using RecordBatch batch = CreateBatch(model, rows);
        for (int i = 0; i < Calls / 10; i++) Score(model, client, batch, i);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Calls; i++) Score(model, client, batch, i);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
    }

    private static RecordBatch CreateBatch(IModelCase model, int rows) =>
        RecordBatch.Rent(new RecordSchema(new ColumnSchema("X", ElementType.Float32, [model.Features])), rows);

    private static void Score(IModelCase model, OnnxScoringClient client, RecordBatch batch, int call)
    {
        Span<float> values = batch.GetColumn<float>(0).Values;
        model.Values.AsSpan(call % (RowCount.Distinct / batch.RowCount) * values.Length, values.Length).CopyTo(values);
        ValueTask<RecordBatch> pending = client.ScoreAsync(batch);
        Debug.Assert(pending.IsCompleted);
        using RecordBatch response = pending.GetAwaiter().GetResult();
        _ = response.GetColumn<float>(0).Values[0];
    }
}
