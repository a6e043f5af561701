using System.Threading.Tasks.Sources;
using Scoring.Concurrency;
using Scoring.Records;

namespace Scoring.Batching;

/// <summary>One many-rows call: its workers take rows, score them as requests, and the last one ends the call. Pooled.</summary>
/// <remarks>
/// The object is used again when the caller has taken the result <em>and</em> every worker has left: after a cancellation the workers may come back from the model
/// long after the caller has gone.
/// </remarks>
internal sealed class ManyRowsCall<TRow, TScore> : IValueTaskSource
{
    private readonly RowScoringClient<TRow, TScore> _client;
    private readonly List<RequestWorker<TRow, TScore>> _workers = [];
    private readonly CallOutcome _outcome = new();
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenSource? _requests;
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _token;
    private ITimer? _timer;
    private RowGate _gate;
    private CallEnding _ending;

    /// <summary>Whether this use can be cancelled or late. <see cref="_requests"/> and <see cref="_timer"/> may be left from an earlier one.</summary>
    private bool _isWatched;

    /// <summary>The first row that nobody has taken. Moved only by interlocked operations.</summary>
    private int _next;

    /// <summary>Workers that have not left yet. Moved only by interlocked operations; the one that brings it to 0 completes the call.</summary>
    private int _working;

    /// <summary>The workers and the caller; at 0 the object is used again.</summary>
    private int _holders;

    private int _workerCount;

    public ManyRowsCall(RowScoringClient<TRow, TScore> client) => _client = client;

    public BoundModel<TRow, TScore> Model { get; private set; } = null!;

    public ReadOnlyMemory<TRow> Rows { get; private set; }

    public Memory<TScore> Scores { get; private set; }

    public ScoringContext Context { get; private set; }

    private bool HasEnded => _ending.End != CallEnd.None;

    /// <summary>Cancelled when nobody waits for the rows any more; none when the call can be neither cancelled nor late.</summary>
    public CancellationToken RequestToken => _isWatched ? _requests!.Token : CancellationToken.None;

    public ValueTask<RecordBatch> Send(RecordBatch rows) => _client.Send(rows, Context, RequestToken);

    public ValueTask Start(
        BoundModel<TRow, TScore> model, ReadOnlyMemory<TRow> rows, Memory<TScore> scores, ScoringContext context, IWorkStarter starter, CancellationToken cancellationToken)
    {
        (Model, Rows, Scores, Context, _token) = (model, rows, scores, context, cancellationToken);
        _isWatched = cancellationToken.CanBeCanceled || !context.Deadline.IsNone;
        _next = 0;
        _gate.Reset();
        _workerCount = _working = GuidedChunks.Workers(rows.Length, model.ParallelRequests, model.MaxBatchCount);
        _holders = _workerCount + 1;
        var result = new ValueTask(this, _source.Version);
        if (_isWatched) _requests ??= new CancellationTokenSource();
        _ending.Begin();
        if (!_client.TryRegister(this)) End(CallEnd.ShutDown);
        if (_isWatched) Watch();
        StartWorkers(starter);
        return result;
    }

    /// <summary>The next rows to score; false when there are none or nobody wants them any more.</summary>
    public bool TryTake(out RowRange rows)
    {
        int start = Volatile.Read(ref _next);
        while (start < Rows.Length && !HasEnded)
        {
            int count = GuidedChunks.Next(Rows.Length - start, _workerCount, Model.MaxBatchCount, Model.BatchUnit);
            int seen = Interlocked.CompareExchange(ref _next, start + count, start);
            if (seen == start)
            {
                rows = new RowRange(start, count);
                return true;
            }

            start = seen;
        }

        rows = default;
        return false;
    }

    /// <summary>Must be true before <see cref="Rows"/> or <see cref="Scores"/> are touched; then <see cref="ExitRows"/> follows.</summary>
    public bool TryEnterRows() => _gate.TryEnter();

    public void ExitRows()
    {
        if (_gate.Exit()) Publish();
    }

    /// <summary>Notes what happened to rows. After the end it no longer matters: the model gives up for the very reason that the call has ended.</summary>
    public void Record(RowRange rows)
    {
        if (!HasEnded) _outcome.Add(rows);
    }

    public void OnWorkerLeft()
    {
        if (Interlocked.Decrement(ref _working) == 0) End(CallEnd.Completed);
        Release();
    }

    /// <summary>Ends the call in this way, unless it has ended already.</summary>
    public void End(int end) => End(end, _ending.Use);

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

    private void Watch()
    {
        Deadline deadline = Context.Deadline;
        if (!deadline.IsNone)
        {
            _timer ??= deadline.Clock.CreateTimer(static call => ((ManyRowsCall<TRow, TScore>)call!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(deadline.TimerDue, Timeout.InfiniteTimeSpan);
        }

        _cancellation = _token.UnsafeRegister(static call => ((ManyRowsCall<TRow, TScore>)call!).End(CallEnd.Cancelled), this);
    }

    private void OnTimer()
    {
        // The timer of an earlier use may fire late, and the object may change hands while this looks at it: the deadline counts only for the use it was read in.
        long use = _ending.Use;
        Deadline deadline = Context.Deadline;
        if (deadline.HasExpired) End(CallEnd.Expired, use);
        else if (!deadline.IsNone) _timer!.Change(deadline.TimerDue, Timeout.InfiniteTimeSpan);
    }

    private void End(int end, long use)
    {
        if (!_ending.TryClaim(use, end)) return;

        // The requests first: once the caller is told, this object may serve another call.
        if (end != CallEnd.Completed) CancelRequests();
        if (_gate.End()) Publish();
    }

    private void CancelRequests()
    {
        if (!_isWatched) return;
        try
        {
            _requests!.Cancel();
        }
        catch (AggregateException)
        {
            // What a leaf or a stage does about the cancellation failed. The caller is told all the same.
        }
    }

    private void StartWorkers(IWorkStarter starter)
    {
        while (_workers.Count < _workerCount) _workers.Add(new RequestWorker<TRow, TScore>(this));
        for (int i = 0; i < _workerCount; i++) starter.Start(_workers[i]);
    }

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
                CallEnd.Expired => _outcome.ToException(Rows.Length, Rejections.Expired(Context)),
                CallEnd.ShutDown => _outcome.ToException(Rows.Length, Rejections.ShutDown(Context)),
                _ => _outcome.ToException(Rows.Length, missing: null),
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
        if (_requests?.TryReset() == false) _requests = null;
        (Rows, Scores, Context, _token) = (default, default, default, default);
        _outcome.Reset();
        _client.Return(this);
    }
}
