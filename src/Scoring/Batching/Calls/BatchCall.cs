using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;
using Scoring.Records;

namespace Scoring.Batching.Calls;

/// <summary>A call with a whole batch, of any size.</summary>
internal sealed class BatchCall(CallRegister register) : CutCall(register), IValueTaskSource<RecordBatch>
{
    private readonly Lock _lock = new();

    /// <summary>The answers so far, with the row each begins at. Under <see cref="_lock"/>, as the next three.</summary>
    private readonly List<(int Start, RecordBatch Scores)> _pieces = [];

    /// <summary>The rows that have an error of their own; null when none has.</summary>
    private List<RowError>? _rowErrors;

    /// <summary>The error of the first rows that failed, and where they begin.</summary>
    private (int Start, Exception? Error) _failure;

    /// <summary>Whether answers are of no use any more.</summary>
    private bool _isTold;

    private ManualResetValueTaskSourceCore<RecordBatch> _source;

    /// <summary>The rows, held by the call: its caller may dispose of them as soon as it is told.</summary>
    public RecordBatch Rows { get; private set; }

    /// <summary>Who wants to know of the requests that the rows are in.</summary>
    public IAttemptSink? Attempts { get; private set; }

    public ValueTask<RecordBatch> Start(Scheduler scheduler, RecordBatch shared, in ScoringContext context, CancellationToken cancellationToken)
    {
        (Rows, Attempts, _isTold) = (shared, context.Attempts, false);
        var result = new ValueTask<RecordBatch>(this, _source.Version);

        // Before its first request, which is to hold no more than it may.
        scheduler.CountBytes(in shared);
        Begin(scheduler, shared.RowCount, context.Partition, 0, context.Deadline, cancellationToken);
        Submit();
        return result;
    }

    public override void End(Flight flight, in Slot slot)
    {
        var request = (BatchFlight)flight;
        if (request.Error is null) Add(slot.Start, request.ScoresOf(in slot));
        else if (request.RowErrors is { IsEmpty: false } errors) FailRows(slot.Start, errors.Slice(slot.At, slot.Count));
        else Fail(slot.Start, request.Error);
        OnRowsEnded(slot.Count);
    }

    RecordBatch IValueTaskSource<RecordBatch>.GetResult(short token)
    {
        // Whoever asks too early or twice gets an error here. Below, the object would be used again while somebody still holds it.
        if (_source.GetStatus(token) == ValueTaskSourceStatus.Pending) throw new InvalidOperationException("The call has not ended yet. Await it, or block on AsTask().");
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            _source.Reset();
            Release();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<RecordBatch>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<RecordBatch>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <summary>The rows are the call's own.</summary>
    protected override bool TryCloseMemory() => true;

    protected override void Tell(int end)
    {
        Exception? error;
        lock (_lock)
        {
            _isTold = true;
            error = ErrorOf(end) ?? _failure.Error;
        }

        RecordBatch scores = default;
        try
        {
            if (error is null) scores = Join();
        }
        catch (Exception failure)
        {
            error = failure;
        }

        RecordCall(error);
        if (error is null) _source.SetResult(scores);
        else _source.SetException(error);
    }

    protected override void Clear()
    {
        foreach ((_, RecordBatch scores) in _pieces) scores.Dispose();
        _pieces.Clear();
        (_failure, _rowErrors) = (default, null);
        Rows.Dispose();
        (Rows, Attempts) = (default, null);
    }

    private void Add(int start, RecordBatch scores)
    {
        lock (_lock)
        {
            if (!_isTold)
            {
                _pieces.Add((start, scores));
                if (scores.HasRowErrors) AddRowErrorsUnsynchronized(start, scores.RowErrors.AsSpan());
                return;
            }
        }

        scores.Dispose();
    }

    /// <summary>Rows of a request of which every row has an error of its own.</summary>
    private void FailRows(int start, ReadOnlySpan<RowError> errors)
    {
        lock (_lock) AddRowErrorsUnsynchronized(start - errors[0].Index, errors);
    }

    private void AddRowErrorsUnsynchronized(int offset, ReadOnlySpan<RowError> errors)
    {
        _rowErrors ??= [];
        foreach (RowError error in errors) _rowErrors.Add(new RowError(offset + error.Index, error.Error));
    }

    private void Fail(int start, Exception error)
    {
        lock (_lock)
        {
            if (_failure.Error is null || start < _failure.Start) _failure = (start, error);
        }
    }

    /// <summary>All answers in the order of the rows.</summary>
    private RecordBatch Join()
    {
        ImmutableArray<RowError> errors = _rowErrors is null ? [] : [.. _rowErrors.OrderBy(static error => error.Index)];
        if (errors.Length == Count) ExceptionDispatchInfo.Throw(ScoringRowsException.ForAll(errors));
        if (_pieces is [var (_, only)] && only.RowCount == Count)
        {
            _pieces.Clear();
            return only;
        }

        RecordSchema schema = _pieces[0].Scores.Schema;
        RecordBatch all = RecordBatch.Rent(schema, Count);
        try
        {
            // In order, as strings are laid down one behind the other.
            _pieces.Sort(static (left, right) => left.Start.CompareTo(right.Start));
            foreach ((int start, RecordBatch scores) in _pieces)
            {
                if (!scores.Schema.Equals(schema)) throw new ScoringResponseException($"The requests of one batch were answered with different columns: {schema} and {scores.Schema}.") { Partition = Partition };
                RowCopy.Copy(scores, 0, all, start, scores.RowCount);
            }

            all.SetRowErrors(errors);
            return all;
        }
        catch
        {
            all.Dispose();
            throw;
        }
    }
}
