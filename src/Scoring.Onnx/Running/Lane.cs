using Scoring.Onnx.Native;

namespace Scoring.Onnx.Running;

/// <summary>One place where the model runs: a session, its run options and scratch space. Has no thread; whoever holds it runs on it.</summary>
internal sealed unsafe class Lane : IDisposable
{
    private readonly Ort _ort;
    private readonly Lock _watch = new();

    /// <summary>Who may terminate the run that is going on; null when nobody may. Under <see cref="_watch"/>.</summary>
    private object? _owner;

    /// <summary>When the run that is going on is to be terminated. Under <see cref="_watch"/>.</summary>
    private Deadline _deadline;

    /// <summary>Whether the terminate flag is set. Written under <see cref="_watch"/>.</summary>
    private bool _terminated;

    /// <summary>Whether every run that can be stopped is to be stopped from now on. Under <see cref="_watch"/>.</summary>
    private bool _abandoned;

    private ITimer? _timer;
    private TimeProvider? _timerClock;

    public Lane(Ort ort, int index, OrtSession session, int inputs, int outputs, string? nullString)
    {
        nint options;
        ort.Check(ort.Api.CreateRunOptions(&options));
        _ort = ort;
        Index = index;
        Session = session;
        RunOptions = new OrtRunOptions(ort, options);
        Inputs = GC.AllocateArray<nint>(inputs, pinned: true);
        Outputs = GC.AllocateArray<nint>(outputs, pinned: true);
        ScratchInputs = new TensorSet(ort, nullString);
        ScratchOutputs = new TensorSet(ort, nullString);
    }

    public int Index { get; }

    public OrtSession Session { get; }

    public OrtRunOptions RunOptions { get; }

    /// <summary>The values passed to the run; never moves.</summary>
    public nint[] Inputs { get; }

    /// <summary>The values the run fills or makes; never moves.</summary>
    public nint[] Outputs { get; }

    /// <summary>Tensors over rows whose memory starts in the middle of a buffer, for one run.</summary>
    public TensorSet ScratchInputs { get; }

    /// <inheritdoc cref="ScratchInputs"/>
    public TensorSet ScratchOutputs { get; }

    /// <summary>Whether the run that is going on was told to stop: a request of several runs starts no further one.</summary>
    public bool IsTerminated => Volatile.Read(ref _terminated);

    /// <summary>From here to <see cref="EndWatched"/> the owner or the deadline may terminate the run.</summary>
    public void BeginWatched(object owner, Deadline deadline)
    {
        lock (_watch)
        {
            (_owner, _deadline) = (owner, deadline);
            if (_abandoned) SetTerminateUnsynchronized();
        }

        if (deadline.IsNone) return;
        if (!ReferenceEquals(_timerClock, deadline.Clock)) ReplaceTimer(deadline.Clock);
        _timer!.Change(deadline.TimerDue, Timeout.InfiniteTimeSpan);
    }

    public void EndWatched()
    {
        bool timed;
        lock (_watch)
        {
            timed = !_deadline.IsNone;
            (_owner, _deadline) = (null, default);
            if (_terminated) _ort.Check(_ort.Api.RunOptionsUnsetTerminate(RunOptions.Pointer));
            _terminated = false;
        }

        if (timed) _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Terminates the run that is going on if it is the owner's. The runtime looks at the flag between nodes.</summary>
    public void Terminate(object owner)
    {
        lock (_watch)
        {
            if (ReferenceEquals(_owner, owner)) SetTerminateUnsynchronized();
        }
    }

    /// <summary>Terminates the run that is going on, whosever it is, if it can be, and every later one: a request may hold the lane and not have begun yet.</summary>
    public void Abandon()
    {
        lock (_watch)
        {
            _abandoned = true;
            if (_owner is not null) SetTerminateUnsynchronized();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        ScratchInputs.Dispose();
        ScratchOutputs.Dispose();
        RunOptions.Dispose();
        Session.Dispose();
    }

    private void OnTimer()
    {
        // A timer set for an earlier run may fire late, and any timer a moment early; only the deadline of this run counts.
        lock (_watch)
        {
            if (_deadline.HasExpired) SetTerminateUnsynchronized();
            else if (!_deadline.IsNone) _timer!.Change(_deadline.TimerDue, Timeout.InfiniteTimeSpan);
        }
    }

    private void SetTerminateUnsynchronized()
    {
        _terminated = true;
        _ort.Check(_ort.Api.RunOptionsSetTerminate(RunOptions.Pointer));
    }

    private void ReplaceTimer(TimeProvider clock)
    {
        _timer?.Dispose();
        _timerClock = clock;
        _timer = clock.CreateTimer(static lane => ((Lane)lane!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
