using Scoring.Records;

namespace Scoring.Batching.Calls;

/// <summary>A request of rows that came in batches: a part of one, sent as it is, or several small ones copied together.</summary>
internal sealed class BatchFlight(Scheduler scheduler, IScoringClient client) : Flight(scheduler)
{
    /// <summary>The request; a slice of a call's batch where that is its only one.</summary>
    private RecordBatch _request;

    /// <summary>The answer, held until every call has its part.</summary>
    private RecordBatch _response;

    protected override bool HasSent => !_request.IsDefault;

    /// <summary>Whether the columns are the same.</summary>
    public override bool Fits(PendingRows rows) => ((BatchCall)Slots[0].Rows!).Rows.Schema.Equals(((BatchCall)rows).Rows.Schema);

    /// <summary>The errors of all rows of the request, where each has one of its own; none otherwise.</summary>
    public ReadOnlySpan<RowError> RowErrors => Error is ScoringRowsException rows && rows.Errors.Length == RowCount ? rows.Errors.AsSpan() : default;

    /// <summary>The scores of some of the rows, to be disposed by whoever asks.</summary>
    public RecordBatch ScoresOf(in Slot slot) => _response.Share(slot.At, slot.Count);

    protected override bool TrySend(in ScoringContext context, CancellationToken cancellationToken, out ValueTask<RecordBatch> answer)
    {
        Slot first = Slots[0];
        if (SlotCount == 1) _request = ((BatchCall)first.Rows!).Rows.Slice(first.Start, first.Count);
        else CopyTogether(((BatchCall)first.Rows!).Rows.Schema);
        Scheduler.CountBytes(in _request);
        answer = client.ScoreAsync(_request, context, cancellationToken);
        return true;
    }

    protected override void Read(RecordBatch response)
    {
        if (response.IsDefault || response.RowCount != RowCount) throw NotTheRows(response);
        _response = response.Share();
    }

    protected override void ClearRequest()
    {
        _request.Dispose();
        _request = default;
    }

    protected override void Clear()
    {
        _response.Dispose();
        _response = default;
    }

    protected override void OnAttempt(in ScoringAttempt attempt)
    {
        foreach (ref Slot slot in Slots) Tell((slot.Rows as BatchCall)?.Attempts, in attempt);
    }

    private static void Tell(IAttemptSink? sink, in ScoringAttempt attempt)
    {
        try
        {
            sink?.OnAttempt(in attempt);
        }
        catch (Exception)
        {
            // It must not throw, and the leaf that reports and the other calls of the request have nothing to do with it.
        }
    }

    private ScoringResponseException NotTheRows(RecordBatch response) =>
        new($"A request of {RowCount} rows was answered with {response}.") { Rows = RowCount, Partition = Partition.Key };

    private void CopyTogether(RecordSchema schema)
    {
        _request = RecordBatch.Rent(schema, RowCount);
        int at = 0;
        foreach (ref Slot slot in Slots)
        {
            slot.At = at;
            RowCopy.Copy(((BatchCall)slot.Rows!).Rows, slot.Start, _request, at, slot.Count);
            at += slot.Count;
        }
    }
}
