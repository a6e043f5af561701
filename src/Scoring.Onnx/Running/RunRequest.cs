using System.Threading.Tasks.Sources;
using Scoring.Records;

namespace Scoring.Onnx.Running;

/// <summary>A request that waits for a lane and runs on the thread pool, so that its caller can be released at once.</summary>
/// <remarks>
/// Pooled: it is used again when the caller has taken the result <em>and</em> the run is over. One with a deadline is not, since its timer may fire late.
/// </remarks>
internal sealed class RunRequest(OnnxScoringClient client) : IValueTaskSource<RecordBatch>, IThreadPoolWorkItem
{
    private const int Pending = 0;
    private const int Ended = 1;

    private ManualResetValueTaskSourceCore<RecordBatch> _source = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _token;
    private ITimer? _timer;
    private InputPlan _plan = null!;
    private RecordBatch _rows;
    private ScoringContext _context;

    /// <summary>The lane to run on; written before the request is started on it.</summary>
    private Lane? _lane;

    /// <summary><see cref="Pending"/>, or <see cref="Ended"/> once somebody tells the caller. Changed by the one who does.</summary>
    private int _state;

    /// <summary>The caller and the run; at 0 the object is used again.</summary>
    private int _holders;

    /// <summary>The client has counted the request in; if this throws, it is counted out.</summary>
    public ValueTask<RecordBatch> Start(InputPlan plan, RecordBatch rows, ScoringContext context, CancellationToken cancellationToken)
    {
        var result = new ValueTask<RecordBatch>(this, _source.Version);
        try
        {
            Begin(plan, rows, context, cancellationToken);
        }
        catch
        {
            // Another thread has disposed the rows, or the deadline's clock has failed. The object is dropped, as its timer may still fire.
            _timer?.Dispose();
            _rows.Dispose();
            client.OnRunEnded(null);
            throw;
        }

        client.Model.Lanes.Enqueue(this);
        return result;
    }

    public void StartOn(Lane lane)
    {
        Volatile.Write(ref _lane, lane);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute()
    {
        Lane lane = _lane!;
        RecordBatch response = default;
        Exception? error = null;
        try
        {
            response = RunUnlessEnded(lane);
        }
        catch (Exception failure)
        {
            error = failure;
        }

        _rows.Dispose();
        client.OnRunEnded(lane);
        Complete(response, error);
        Release();
    }

    /// <summary>Ends a request that never got a lane.</summary>
    public void Abandon()
    {
        if (TryEnd()) _source.SetException(OnnxErrors.ShutDown(client.Model.Spec.Name, _context));
        _rows.Dispose();
        client.OnRunEnded(null);
        Release();
    }

    RecordBatch IValueTaskSource<RecordBatch>.GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            Release();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<RecordBatch>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<RecordBatch>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void Begin(InputPlan plan, RecordBatch rows, ScoringContext context, CancellationToken cancellationToken)
    {
        (_plan, _context, _token, _lane) = (plan, context, cancellationToken, null);
        _rows = rows.Share();
        _holders = 2;
        Volatile.Write(ref _state, Pending);
        if (!context.Deadline.IsNone) StartTimer(context.Deadline);
        _cancellation = cancellationToken.UnsafeRegister(static request => ((RunRequest)request!).Cancel(), this);
    }

    private RecordBatch RunUnlessEnded(Lane lane)
    {
        lane.BeginWatched(this, Deadline.None);
        try
        {
            return Volatile.Read(ref _state) == Pending ? client.RunMeasured(lane, _plan, _rows, _context) : default;
        }
        catch (ScoringRefusedException) when (lane.IsTerminated)
        {
            // Cancellation and deadline have told the caller before they stop the run; what else stops it is the shutdown.
            throw OnnxErrors.ShutDown(client.Model.Spec.Name, _context);
        }
        finally
        {
            lane.EndWatched();
        }
    }

    private void Complete(RecordBatch response, Exception? error)
    {
        if (!TryEnd())
        {
            response.Dispose();
            return;
        }

        // The caller goes on right here: the run is over and its lane is free, and one more hop would cost an object for whoever awaits with a delegate.
        _source.RunContinuationsAsynchronously = false;
        if (error is null) _source.SetResult(response);
        else _source.SetException(error);
    }

    private void Cancel()
    {
        if (!TryEnd()) return;
        _source.SetException(new OperationCanceledException(_token));
        Volatile.Read(ref _lane)?.Terminate(this);
    }

    private void OnTimer()
    {
        // A timer may fire a moment early, and cannot wait for more than some weeks.
        Deadline deadline = _context.Deadline;
        if (deadline.HasExpired) Expire();
        else if (!deadline.IsNone) _timer!.Change(deadline.TimerDue, Timeout.InfiniteTimeSpan);
    }

    private void Expire()
    {
        if (!TryEnd()) return;
        _source.SetException(OnnxErrors.Expired(client.Model.Spec.Name, _context));
        Volatile.Read(ref _lane)?.Terminate(this);
    }

    private bool TryEnd() => Interlocked.CompareExchange(ref _state, Ended, Pending) == Pending;

    private void StartTimer(Deadline deadline)
    {
        // Started only when the field is set: the callback uses it.
        _timer = deadline.Clock.CreateTimer(static request => ((RunRequest)request!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(deadline.TimerDue, Timeout.InfiniteTimeSpan);
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0) return;

        // Waits for a cancellation that is being told on another thread: it is the last one that may touch this object.
        _cancellation.Dispose();
        (_cancellation, _token, _rows, _context) = (default, default, default, default);
        if (_timer is not null)
        {
            _timer.Dispose();
            return;
        }

        _source.Reset();
        _source.RunContinuationsAsynchronously = true;
        client.Return(this);
    }
}
