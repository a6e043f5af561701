using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Scoring.Diagnostics;

namespace Scoring.Batching.Calls;

/// <summary>One row and its caller. Pooled: used again once the caller has taken the result, since the scheduler lets go before it tells the caller.</summary>
internal sealed class OneRowCall<TRow, TScore> : PendingRows, IValueTaskSource<TScore>
{
    private readonly CallPool<OneRowCall<TRow, TScore>> _pool;

    /// <summary>Set by whoever ends the row; reset by the caller that takes the result.</summary>
    private ManualResetValueTaskSourceCore<TScore> _source;

    /// <summary>Written by the caller before the submission, as the one below.</summary>
    private CancellationToken _token;

    private TRow _row = default!;

    public OneRowCall(CallPool<OneRowCall<TRow, TScore>> pool)
    {
        _pool = pool;
        Count = 1;
    }

    public ref readonly TRow Row => ref _row;

    /// <summary>Begins the next use, and tells its version. From the submission on the result may come at any time.</summary>
    public short Begin(in TRow row, int partition, int priority, Deadline deadline, CancellationToken cancellationToken)
    {
        _row = row;
        if (ScoringTraces.IsOn) Caller = Activity.Current;
        _token = cancellationToken;
        (Partition, Priority, Taken) = (partition, priority, 0);
        (Deadline, DueAt) = (deadline, long.MaxValue);
        CanEndEarly = cancellationToken.CanBeCanceled || !deadline.IsNone;
        return _source.Version;
    }

    public override void End(Flight flight, in Slot slot)
    {
        TScore? score = default;
        Exception? error;
        if (CanEndEarly && _token.IsCancellationRequested) error = new OperationCanceledException(_token);
        else ((RowFlight<TRow, TScore>)flight).TryGetScore(slot.At, out score, out error);
        if (flight.MeasuresCalls) flight.RecordCall(this, error);
        if (error is null) _source.SetResult(score!);
        else _source.SetException(error);
    }

    public override void End(RowsEnd end, SchedulerSettings settings)
    {
        Exception error = ErrorOf(end, settings);
        if (settings.Instruments.MeasuresCalls) CallMeter.Record(this, settings, settings.Clock.GetTimestamp(), settings.Tags.Latest, error);
        _source.SetException(error);
    }

    private Exception ErrorOf(RowsEnd end, SchedulerSettings settings) => end switch
    {
        RowsEnd.Cancelled => new OperationCanceledException(_token),
        RowsEnd.Expired => Rejections.Expired(Partition),
        RowsEnd.Refused => Rejections.Refused(Partition),
        RowsEnd.QueueFull or RowsEnd.QueueBytesFull => Rejections.QueueFull(Partition, end, settings),
        RowsEnd.WaitedTooLong => Rejections.WaitedTooLong(this, settings),
        RowsEnd.ShutDown => Rejections.ShutDown(Partition),
        _ => new ObjectDisposedException(typeof(IScoringClient<TRow, TScore>).FullName),
    };

    /// <summary>Ends a row that was not submitted.</summary>
    public void Fail(Exception error) => _source.SetException(error);

    TScore IValueTaskSource<TScore>.GetResult(short token)
    {
        // Whoever asks too early or twice gets an error here. Below, the object would be used again while the scheduler still holds it.
        ValueTaskSourceStatus status = _source.GetStatus(token);
        if (status != ValueTaskSourceStatus.Succeeded) return GetError(token, status);
        TScore score = _source.GetResult(token);
        Return();
        return score;
    }

    ValueTaskSourceStatus IValueTaskSource<TScore>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TScore>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        Waiter = state;
        _source.OnCompleted(continuation, state, token, flags);
    }

    /// <summary>Throws the row's error.</summary>
    private TScore GetError(short token, ValueTaskSourceStatus status)
    {
        if (status == ValueTaskSourceStatus.Pending) throw new InvalidOperationException("The row has no score yet. Await it, or block on AsTask().");
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            Return();
        }
    }

    private void Return()
    {
        _source.Reset();
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TRow>()) _row = default!;
        Waiter = null;
        if (Caller is not null) Caller = null;
        if (CanEndEarly) (_token, Deadline) = (default, Deadline.None);
        _pool.Return(this);
    }

    protected override RowsEnd FindEndNow()
    {
        if (_token.IsCancellationRequested) return RowsEnd.Cancelled;
        return Deadline.HasExpired ? RowsEnd.Expired : RowsEnd.None;
    }
}
