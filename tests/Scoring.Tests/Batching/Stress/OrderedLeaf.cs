using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Stress;

/// <summary>A leaf that runs one request at a time and knows in which order each caller's rows have to come: they ascend within a partition.</summary>
/// <param name="callerOf">Whose row it is.</param>
/// <param name="most">Most rows in a request.</param>
/// <param name="answersLater">Whether it answers on another thread.</param>
internal sealed class OrderedLeaf(Func<long, int> callerOf, int most, bool answersLater)
{
    /// <summary>The last row of each caller and partition. Used by the request that runs.</summary>
    private readonly Dictionary<(int Caller, int Partition), long> _last = [];

    private int _open;

    public ScriptedLeaf Client => field ??= new ScriptedLeaf { OnGetSignature = static _ => new(LongModel.Signature(lanes: 1)), OnScore = Score };

    /// <summary>Rows in all requests.</summary>
    public int Rows { get; private set; }

    /// <summary>What was wrong first; null if nothing was.</summary>
    public string? Violation { get; private set; }

    private ValueTask<RecordBatch> Score(RecordBatch rows, ScoringContext context, CancellationToken token)
    {
        if (Interlocked.Increment(ref _open) > 1) Violation ??= "Two requests run at once.";
        long[] all = rows.GetColumn<long>(0).Values.ToArray();
        if (all.Length > most) Violation ??= $"A request has {all.Length} rows; {most} are allowed.";
        foreach (long row in all) Note(row, context.Partition);
        Rows += all.Length;
        if (answersLater) return AnswerLaterAsync(all);
        Interlocked.Decrement(ref _open);
        return new(LongModel.Score(all));
    }

    private async ValueTask<RecordBatch> AnswerLaterAsync(long[] rows)
    {
        await Task.Yield();
        Interlocked.Decrement(ref _open);
        return LongModel.Score(rows);
    }

    private void Note(long row, int partition)
    {
        (int, int) stream = (callerOf(row), partition);
        if (_last.TryGetValue(stream, out long last) && last >= row) Violation ??= $"Row {row} was sent after row {last}.";
        _last[stream] = row;
    }
}
