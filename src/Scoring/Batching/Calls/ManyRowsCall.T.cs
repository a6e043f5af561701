using System.Threading.Tasks.Sources;
using Scoring.Batching.Scheduling;

namespace Scoring.Batching.Calls;

/// <summary>One many-rows call: its rows travel in as many requests as it takes, and the last one to end ends the call. Pooled.</summary>
/// <remarks>
/// The object is used again when the caller has taken the result <em>and</em> the queue and every request have let go: after a cancellation a request may come back
/// from the model long after the caller has gone.
/// </remarks>
internal sealed class ManyRowsCall<TRow, TScore> : PendingRows, IValueTaskSource, IThreadPoolWorkItem
{
    private readonly RowScoringClient<TRow, TScore> _client;
    private readonly CallOutcome _outcome = new();
    private ManualResetValueTaskSourceCore<bool> _source;
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _token;
    private ITimer? _timer;
    private Scheduler _scheduler = null!;
    private RowGate _gate;
    private CallEnding _ending;

    /// <summary>Rows that have not ended. Moved only by interlocked operations; whoever brings it to 0 completes the call.</summary>
    private int _left;

    /// <summary>The caller, the queue, and each request with rows of the call; at 0 the object is used again. Changed only by interlocked operations.</summary>
    private int _holders;

    public ManyRowsCall(RowScoringClient<TRow, TScore> client)
    {
        _client = client;
        IsMany = true;
    }

    public ReadOnlyMemory<TRow> Rows { get; private set; }

    public Memory<TScore> Scores { get; private set; }

    private bool HasEnded => _ending.End != CallEnd.None;

    public ValueTask Start(
        Scheduler scheduler, ReadOnlyMemory<TRow> rows, Memory<TScore> scores, in RowOptions options, Deadline deadline, CancellationToken cancellationToken)
    {
        (_scheduler, Rows, Scores, _token) = (scheduler, rows, scores, cancellationToken);
        (Partition, Priority, Deadline) = (options.Partition ?? 0, options.Priority, deadline);
        CanEndEarly = cancellationToken.CanBeCanceled || !deadline.IsNone;
        (Count, Taken) = (rows.Length, 0);
        _left = rows.Length;
        _holders = 2;
        _gate.Reset();
        var result = new ValueTask(this, _source.Version);
        _ending.Begin();
        Submit();
        return result;
    }

    /// <summary>Must be true before <see cref="Rows"/> or <see cref="Scores"/> are touched; then <see cref="ExitRows"/> follows.</summary>
    public bool TryEnterRows() => _gate.TryEnter();

    public void ExitRows()
    {
        // Whoever is inside may hold a lane.
        if (_gate.Exit()) PublishElsewhere();
    }

    /// <summary>Ends the call in this way, unless it has ended already.</summary>
    public void End(int end) => End(end, _ending.Use);

    public override void OnTaken(bool isLast)
    {
        // The last request takes over what the queue held.
        if (!isLast) Interlocked.Increment(ref _holders);
    }

    /// <summary>Copies some of the rows; false when the call has ended, and with it the loan of its caller's memory.</summary>
    public bool TryCopyTo(Span<TRow> target, int start, int count)
    {
        if (!TryEnterRows()) return false;
        try
        {
            Rows.Span.Slice(start, count).CopyTo(target);
            return true;
        }
        finally
        {
            ExitRows();
        }
    }

    public override void End(Flight flight, in Slot slot)
    {
        var request = (RowFlight<TRow, TScore>)flight;
        if (!HasEnded && (request.IsDirect(this) || TryTakeScores(request, in slot))) Record(request, in slot);
        if (Interlocked.Add(ref _left, -slot.Count) == 0) End(CallEnd.Completed);
        Release();
    }

    public override void End(RowsEnd end)
    {
        if (end == RowsEnd.TooLate) End(CallEnd.ShutDown);
        Release();
    }

    void IThreadPoolWorkItem.Execute() => Publish();

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

    protected override RowsEnd FindEndNow() => HasEnded ? RowsEnd.Told : RowsEnd.None;

    private void Submit()
    {
        if (!_client.TryRegister(this)) End(CallEnd.ShutDown);
        if (CanEndEarly) Watch();
        if (_scheduler.TrySubmit(this)) return;
        End(CallEnd.QueueFull);
        Release();
    }

    /// <summary>False when the call has ended meanwhile.</summary>
    private bool TryTakeScores(RowFlight<TRow, TScore> flight, in Slot slot)
    {
        if (slot.At == Slot.Nowhere || !TryEnterRows()) return false;
        try
        {
            flight.CopyScores(in slot, Scores.Span.Slice(slot.Start, slot.Count));
            return true;
        }
        finally
        {
            ExitRows();
        }
    }

    /// <summary>Notes what happened to rows. After the end it no longer matters: the model gives up for the very reason that the call has ended.</summary>
    private void Record(RowFlight<TRow, TScore> flight, in Slot slot)
    {
        int at = flight.IsDirect(this) ? 0 : slot.At;
        if (flight.HasNoErrorsOfRows)
        {
            _outcome.Add(new RowRange(slot.Start, slot.Count, flight.Error));
            return;
        }

        for (int i = 0; i < slot.Count; i++) _outcome.Add(new RowRange(slot.Start + i, 1, flight.ErrorOf(at + i)));
    }

    private void Watch()
    {
        if (!Deadline.IsNone)
        {
            _timer ??= Deadline.Clock.CreateTimer(static call => ((ManyRowsCall<TRow, TScore>)call!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Deadline.TimerDue, Timeout.InfiniteTimeSpan);
        }

        _cancellation = _token.UnsafeRegister(static call => ((ManyRowsCall<TRow, TScore>)call!).End(CallEnd.Cancelled), this);
    }

    private void OnTimer()
    {
        // The timer of an earlier use may fire late, and the object may change hands while this looks at it: the deadline counts only for the use it was read in.
        long use = _ending.Use;
        Deadline deadline = Deadline;
        if (deadline.HasExpired) End(CallEnd.Expired, use);
        else if (!deadline.IsNone) _timer!.Change(deadline.TimerDue, Timeout.InfiniteTimeSpan);
    }

    private void End(int end, long use)
    {
        if (!_ending.TryClaim(use, end)) return;
        if (end == CallEnd.Completed)
        {
            if (_gate.End()) Publish();
            return;
        }

        // The requests first: once the caller is told, this object may serve another call.
        _scheduler.Withdraw(this);
        if (_gate.End()) PublishElsewhere();
    }

    /// <summary>The caller goes on neither on a lane nor inside a cancellation or a timer.</summary>
    private void PublishElsewhere() => _scheduler.Settings.Starter.Start(this);

    /// <summary>Tells the caller. Runs once per call, when nobody is inside the gate.</summary>
    private void Publish()
    {
        Exception? error = FindError();
        _client.OnEnded(this);
        if (error is null) _source.SetResult(true);
        else _source.SetException(error);
    }

    private Exception? FindError()
    {
        try
        {
            return _ending.End switch
            {
                CallEnd.Cancelled => new OperationCanceledException(_token),
                CallEnd.Expired => _outcome.ToException(Count, Rejections.Expired(Partition)),
                CallEnd.ShutDown => _outcome.ToException(Count, Rejections.ShutDown(Partition)),
                CallEnd.QueueFull => _outcome.ToException(Count, Rejections.QueueFull(Partition, _scheduler.Settings.MaxQueuedRows)),
                _ => _outcome.ToException(Count, missing: null),
            };
        }
        catch (Exception failure)
        {
            // A row's error is anybody's type, and its message is code. The caller is told all the same.
            return failure;
        }
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0) return;
        _cancellation.Dispose();
        _cancellation = default;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        (Rows, Scores, Deadline, _token) = (default, default, default, default);
        _outcome.Reset();
        _client.Return(this);
    }
}
