using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Batches;

/// <summary>A leaf that answers at once or elsewhere, with scores or an error, and looks again and again whether its rows stay what they were.</summary>
internal sealed class BatchStressLeaf
{
    private long _requests;
    private long _rows;
    private string? _violation;

    public BatchStressLeaf() => Client = new ScriptedLeaf { OnScore = ScoreAsync };

    public ScriptedLeaf Client { get; }

    public long Requests => Volatile.Read(ref _requests);

    public long Rows => Volatile.Read(ref _rows);

    /// <summary>What was wrong with a request; it cannot be thrown, as the client would take it for the request's failure.</summary>
    public string? Violation => Volatile.Read(ref _violation);

    private async ValueTask<RecordBatch> ScoreAsync(RecordBatch batch, ScoringContext context, CancellationToken token)
    {
        long[] rows = batch.GetColumn<long>(0).Values.ToArray();
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _rows, rows.Length);
        var random = new Random((int)(rows[0] ^ rows[^1]));
        int hops = random.Next(4);
        for (int hop = 0; hop < hops; hop++)
        {
            await Task.Yield();
            if (!batch.GetColumn<long>(0).Values.SequenceEqual(rows)) Interlocked.CompareExchange(ref _violation, $"The rows from {rows[0]} on have changed.", null);
        }

        if (random.Next(2) == 0) token.ThrowIfCancellationRequested();
        if (random.Next(30) == 0) throw new RequestFailure(rows);
        return LongModel.Score(rows);
    }
}
