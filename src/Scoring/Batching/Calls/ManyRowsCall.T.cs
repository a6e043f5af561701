using System.Threading.Tasks.Sources;

namespace Scoring.Batching.Calls;

/// <summary>A call with rows and room for their scores in its caller's memory.</summary>
internal sealed class ManyRowsCall<TRow, TScore>(CallRegister register) : CutCall(register), IValueTaskSource
{
    private readonly CallOutcome _outcome = new();
    private ManualResetValueTaskSourceCore<bool> _source;
    private RowGate _gate;

    public ReadOnlyMemory<TRow> Rows { get; private set; }

    public Memory<TScore> Scores { get; private set; }

    public ValueTask Start(
        Scheduler scheduler, ReadOnlyMemory<TRow> rows, Memory<TScore> scores, in RowOptions options, Deadline deadline, CancellationToken cancellationToken)
    {
        (Rows, Scores) = (rows, scores);
        _gate.Reset();
        var result = new ValueTask(this, _source.Version);
        Begin(scheduler, rows.Length, options.Partition ?? 0, options.Priority, deadline, cancellationToken);
        Submit();
        return result;
    }

    /// <summary>Must be true before <see cref="Rows"/> or <see cref="Scores"/> are touched; then <see cref="ExitRows"/> follows.</summary>
    public bool TryEnterRows() => _gate.TryEnter();

    public void ExitRows()
    {
        // Whoever is inside may hold a lane.
        if (_gate.Exit()) TellCallerElsewhere();
    }

    /// <summary>Copies some of the rows; false when the call has ended, and with it the loan of its caller's memory, or when that memory failed.</summary>
    public bool TryCopyTo(Span<TRow> target, int start, int count)
    {
        if (!TryEnterRows()) return false;
        try
        {
            Rows.Span.Slice(start, count).CopyTo(target);
            return true;
        }
        catch (Exception error)
        {
            // The memory is its owner's code. Others in the request are not to suffer from it.
            _outcome.Add(new RowRange(start, count, error));
            return false;
        }
        finally
        {
            ExitRows();
        }
    }

    public override void End(Flight flight, in Slot slot)
    {
        var request = (RowFlight<TRow, TScore>)flight;
        if (!HasEnded)
        {
            if (!request.IsDirect(this)) TakeScores(request, in slot);
            else if (!request.IsRecorded) Record(request, in slot);
        }

        OnRowsEnded(slot.Count);
    }

    void IValueTaskSource.GetResult(short token)
    {
        // Whoever asks too early or twice gets an error here. Below, the object would be used again while somebody still holds it.
        if (_source.GetStatus(token) == ValueTaskSourceStatus.Pending) throw new InvalidOperationException("The call has not ended yet. Await it, or block on AsTask().");
        try
        {
            _source.GetResult(token);
        }
        finally
        {
            _source.Reset();
            Release();
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    protected override bool TryCloseMemory() => _gate.End();

    protected override void Tell(int end)
    {
        Exception? error = FindError(end);
        RecordCall(error);
        if (error is null) _source.SetResult(true);
        else _source.SetException(error);
    }

    protected override void Clear()
    {
        (Rows, Scores) = (default, default);
        _outcome.Reset();
    }

    private void TakeScores(RowFlight<TRow, TScore> flight, in Slot slot)
    {
        if (slot.At == Slot.Nowhere || !TryEnterRows()) return;
        try
        {
            flight.CopyScores(in slot, Scores.Span.Slice(slot.Start, slot.Count));
            Record(flight, in slot);
        }
        catch (Exception error)
        {
            _outcome.Add(new RowRange(slot.Start, slot.Count, error));
        }
        finally
        {
            ExitRows();
        }
    }

    /// <summary>
    /// Notes what happened to rows: inside the gate where scores were written, so that a call that ends meanwhile does not say they are missing. After the end it no
    /// longer matters: the model gives up for the very reason that the call has ended.
    /// </summary>
    public void Record(RowFlight<TRow, TScore> flight, in Slot slot)
    {
        if (flight.HasNoErrorsOfRows)
        {
            _outcome.Add(new RowRange(slot.Start, slot.Count, flight.Error));
            return;
        }

        int at = flight.IsDirect(this) ? 0 : slot.At;
        for (int i = 0; i < slot.Count; i++) _outcome.Add(new RowRange(slot.Start + i, 1, flight.ErrorOf(at + i)));
    }

    private Exception? FindError(int end)
    {
        try
        {
            Exception? error = ErrorOf(end);
            return error is OperationCanceledException ? error : _outcome.ToException(Count, missing: error);
        }
        catch (Exception failure)
        {
            // A row's error is anybody's type, and its message is code. The caller is told all the same.
            return failure;
        }
    }
}
