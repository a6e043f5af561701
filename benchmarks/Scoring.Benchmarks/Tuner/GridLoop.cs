using System.Diagnostics;
using Scoring.Records;

namespace Scoring.Benchmarks.Tuner;

/// <summary>Rows per second of the leaf with a fixed setting: loops that each send one request after another, over distinct rows.</summary>
internal sealed class GridLoop(IScoringClient client, TunedModel model, ScoringSignature signature) : IDisposable
{
    /// <summary>Of every size: a processor learns the branches that a few hundred rows take through trees by heart.</summary>
    private const int DistinctRows = 8192;

    private const int FewestBatches = 2;

    private readonly Dictionary<int, RecordBatch[]> _batches = [];

    public async Task<double> MeasureAsync(GridSetting setting, TimeSpan window)
    {
        RecordBatch[] batches = BatchesOf(setting.Rows);
        using var begin = new Barrier(setting.ParallelRequests);
        double[] rates = await Task.WhenAll(Enumerable.Range(0, setting.ParallelRequests).Select(lane => Task.Run(() => LoopAsync(batches, lane * batches.Length / setting.ParallelRequests, begin, window))));
        return rates.Sum();
    }

    public void Dispose()
    {
        foreach (RecordBatch batch in _batches.Values.SelectMany(static batches => batches)) batch.Dispose();
    }

    private async Task<double> LoopAsync(RecordBatch[] batches, int first, Barrier begin, TimeSpan window)
    {
        begin.SignalAndWait();
        long start = Stopwatch.GetTimestamp(), rows = 0;
        for (int i = first; Stopwatch.GetElapsedTime(start) < window; i++)
        {
            RecordBatch batch = batches[i % batches.Length];
            using RecordBatch scores = await client.ScoreAsync(batch, new ScoringContext { RunInline = true });
            rows += scores.RowCount;
        }

        return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private RecordBatch[] BatchesOf(int rows)
    {
        if (_batches.TryGetValue(rows, out RecordBatch[]? batches)) return batches;
        int count = Math.Max(DistinctRows / rows, FewestBatches * Environment.ProcessorCount);

        // Buffers of one schema are as long as its longest: those of each size are to lie close together, as a client's own do.
        RecordSchema schema = TunedModel.SchemaOf(signature);
        return _batches[rows] = [.. Enumerable.Range(0, count).Select(i => model.Fill(schema, i * rows, rows))];
    }
}
