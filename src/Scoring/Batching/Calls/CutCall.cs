using System.Diagnostics;
using Scoring.Concurrency;
using Scoring.Diagnostics;

namespace Scoring.Batching.Calls;

/// <summary>A call whose rows came together: they travel in as many requests as it takes, and the last one to end ends the call. Pooled.</summary>
/// <remarks>
/// The object is used again when the caller has taken the result <em>and</em> the queue and every request have let go: after a cancellation a request may come back
/// from the model long after the caller has gone.
/// </remarks>
internal abstract class CutCall : PendingRows, IThreadPoolWorkItem
{
    private readonly CallRegister _register;
    private CancellationTokenRegistration _cancellation;
    private ITimer? _timer;
    private TimeProvider? _timerClock;
    private CallEnding _ending;

    /// <summary>Rows that have not ended. Moved only by interlocked operations; whoever brings it to 0 completes the call.</summary>
    private int _left;

    /// <summary>The caller, the queue, and each request with rows of the call; at 0 the object is used again. Changed only by interlocked operations.</summary>
    private int _holders;

    protected CutCall(CallRegister register)
    {
        _register = register;
        IsMany = true;
    }

    protected Scheduler Scheduler { get; private set; } = null!;

    protected CancellationToken Token { get; private set; }

    protected bool HasEnded => _ending.End != CallEnd.None;

    public override RowsEnd OwnEnd => _ending.End switch
    {
        CallEnd.Cancelled => RowsEnd.Cancelled,
        CallEnd.Expired => RowsEnd.Expired,
        CallEnd.ShutDown => RowsEnd.ShutDown,
        CallEnd.QueueFull => RowsEnd.QueueFull,
        CallEnd.Refused => RowsEnd.Refused,
        CallEnd.WaitedTooLong => RowsEnd.WaitedTooLong,
        _ => RowsEnd.None,
    };

    /// <summary>Ends the call in this way, unless it has ended already.</summary>
    public void End(int end) => End(end, _ending.Use);

    public override void OnTaken(bool isLast)
    {
        // The last request takes over what the queue held.
        if (!isLast) Interlocked.Increment(ref _holders);
    }

    public override void End(RowsEnd end, SchedulerSettings settings)
    {
        if (end != RowsEnd.Told) End(ReasonOf(end));
        Release();
    }

    void IThreadPoolWorkItem.Execute() => TellCaller();

    /// <summary>Sets up the next use; the rows are set already.</summary>
    protected void Begin(Scheduler scheduler, int count, int partition, int priority, Deadline deadline, CancellationToken cancellationToken)
    {
        (Scheduler, Token) = (scheduler, cancellationToken);
        if (ScoringTraces.IsOn) Caller = Activity.Current;
        (Count, Taken, Partition, Priority, Deadline) = (count, 0, partition, priority, deadline);
        CanEndEarly = cancellationToken.CanBeCanceled || !deadline.IsNone;
        (_left, _holders) = (count, 2);
        _ending.Begin();
    }

    /// <summary>From here on the result may come at any time.</summary>
    protected void Submit()
    {
        if (!_register.TryRegister(this)) End(CallEnd.ShutDown);
        if (CanEndEarly) Watch();
        if (Scheduler.TrySubmit(this)) return;
        End(ReasonOf(Scheduler.EndOfFull));
        Release();
    }

    /// <summary>Rows that were in a request have ended, and the request lets go.</summary>
    protected void OnRowsEnded(int count)
    {
        if (Interlocked.Add(ref _left, -count) == 0) End(CallEnd.Completed);
        Release();
    }

    /// <summary>The caller goes on neither on a lane nor inside a cancellation or a timer.</summary>
    protected void TellCallerElsewhere() => Scheduler.Settings.Starter.Start(this);

    protected void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0) return;
        _cancellation.Dispose();
        _cancellation = default;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        (Deadline, Token, Caller) = (default, default, null);
        Clear();
        _register.Return(this);
    }

    protected override RowsEnd FindEndNow()
    {
        // Its timer and its registration tell the call in time; but rows are never sent too late because those are.
        if (HasEnded) return RowsEnd.Told;
        if (Token.IsCancellationRequested) return RowsEnd.Cancelled;
        return Deadline.HasExpired ? RowsEnd.Expired : RowsEnd.None;
    }

    /// <summary>Lets nobody touch the caller's memory any more. False while somebody does, who then tells the caller.</summary>
    protected abstract bool TryCloseMemory();

    /// <summary>Hands the result to the caller, who goes on inside.</summary>
    /// <param name="end">A <see cref="CallEnd"/>.</param>
    protected abstract void Tell(int end);

    /// <summary>Measures how long the caller waited, before it is told.</summary>
    protected void RecordCall(Exception? error)
    {
        if (Scheduler.Settings.Instruments.MeasuresCalls) CallMeter.Record(this, Scheduler.Settings, Scheduler.Settings.Clock.GetTimestamp(), Scheduler.Settings.Tags.Latest, error);
    }

    /// <summary>Forgets the rows, before the object is used again.</summary>
    protected abstract void Clear();

    private static int ReasonOf(RowsEnd end) => end switch
    {
        RowsEnd.Cancelled => CallEnd.Cancelled,
        RowsEnd.Expired => CallEnd.Expired,
        RowsEnd.QueueFull => CallEnd.QueueFull,
        RowsEnd.QueueBytesFull => CallEnd.QueueBytesFull,
        RowsEnd.Refused => CallEnd.Refused,
        RowsEnd.WaitedTooLong => CallEnd.WaitedTooLong,
        _ => CallEnd.ShutDown,
    };

    /// <summary>The error of a call that did not complete; null when it did.</summary>
    protected Exception? ErrorOf(int end) => end switch
    {
        CallEnd.Cancelled => new OperationCanceledException(Token),
        CallEnd.Expired => Rejections.Expired(Partition),
        CallEnd.ShutDown => Rejections.ShutDown(Partition),
        CallEnd.QueueFull => Rejections.QueueFull(Partition, RowsEnd.QueueFull, Scheduler.Settings),
        CallEnd.QueueBytesFull => Rejections.QueueFull(Partition, RowsEnd.QueueBytesFull, Scheduler.Settings),
        CallEnd.Refused => Rejections.Refused(Partition),
        CallEnd.WaitedTooLong => Rejections.WaitedTooLong(this, Scheduler.Settings),
        _ => null,
    };

    private void Watch()
    {
        if (!Deadline.IsNone)
        {
            if (!ReferenceEquals(_timerClock, Deadline.Clock)) ReplaceTimer(Deadline.Clock);
            _timer!.Change(Deadline.TimerDue, Timeout.InfiniteTimeSpan);
        }

        _cancellation = Token.UnsafeRegister(static call => ((CutCall)call!).End(CallEnd.Cancelled), this);
    }

    /// <summary>A deadline is kept on the clock it was made with, and the call before may have had another one.</summary>
    private void ReplaceTimer(TimeProvider clock)
    {
        _timer?.Dispose();
        _timerClock = clock;
        _timer = clock.CreateStoppedTimer(static call => ((CutCall)call!).OnTimer(), this);
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
            if (TryCloseMemory()) TellCaller();
            return;
        }

        // The requests first: once the caller is told, this object may serve another call.
        Scheduler.Withdraw(this);
        if (TryCloseMemory()) TellCallerElsewhere();
    }

    /// <summary>Runs once per call.</summary>
    private void TellCaller()
    {
        // A result that nobody takes must not keep the call alive with its token or its timer.
        int end = _ending.End;
        _cancellation.Unregister();
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _register.OnEnded(this);
        Tell(end);
    }
}
