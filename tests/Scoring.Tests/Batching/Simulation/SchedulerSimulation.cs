using System.Runtime.InteropServices;
using Scoring.Concurrency;
using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Batching.Simulation;

/// <summary>
/// Callers of single rows and of many, a leaf that takes its time, cancellations and a clock on one thread, in an order that only the seed decides; against a model that
/// remembers what was submitted, sent and told, and says what may be.
/// </summary>
internal sealed class SchedulerSimulation : IWorkStarter
{
    private const int Steps = 250;
    private const int MaxSubmissions = 400;
    private const long Sweep = 15 * TimeSpan.TicksPerMillisecond;

    /// <summary>Timers are set in whole milliseconds.</summary>
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Random _random;
    private readonly ManualTimeProvider _clock = new();
    private readonly List<IThreadPoolWorkItem> _work = [];
    private readonly List<HeldRequest> _open = [];
    private readonly List<SimulatedRows> _submissions = [];
    private readonly Dictionary<(int Partition, int Priority), long> _lastSent = [];
    private readonly HashSet<int> _isServed = [];
    private readonly List<Task> _callers = [];
    private readonly ScriptedLeaf _leaf = new();
    private readonly IScoringClient<long, long> _client;
    private readonly ScoringClientOptions _options;
    private readonly int _partitions;
    private readonly int _priorities;
    private readonly int? _lanes;
    private readonly int _parallel;
    private long _nextRow;
    private Task? _disposal;
    private Exception? _violation;

    public SchedulerSimulation(int seed)
    {
        _random = new Random(seed);
        _partitions = _random.Next(1, 5);
        _priorities = _random.Next(1, 4);
        _lanes = _random.Next(2) == 0 ? _random.Next(1, 6) : null;
        _options = new ScoringClientOptions
        {
            MaxBatchCount = _random.Next(1, 40),
            MaxParallelRequests = _random.Next(1, 5),
            BorrowParallelRequests = _random.Next(3) == 0,
            MaxDelay = TimeSpan.FromMilliseconds(_random.Next(2) * _random.Next(1, 20)),
            MaxQueuedRows = _random.Next(3) == 0 ? _random.Next(1, 40) : 100_000,
            MaxQueueDelay = _random.Next(4) == 0 ? TimeSpan.FromMilliseconds(_random.Next(20, 50)) : null,
            PriorityAgeing = _random.Next(4) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1, 20)) : null,
            QueueFullMode = (QueueFullMode)_random.Next(3),
            AllowSynchronousContinuations = _random.Next(2) == 0,
            ShutdownTimeout = TimeSpan.FromMilliseconds(_random.Next(60)),
            TimeProvider = _clock,
            Starter = this,

            // The model of the queue does not predict; refusals have tests of their own.
            RefuseLateRows = false,
        };
        _options.EarnDelay = _options.MaxDelay > TimeSpan.Zero && _random.Next(2) == 0;
        _parallel = Math.Min(_options.MaxParallelRequests!.Value, _lanes ?? int.MaxValue);
        _leaf.OnGetSignature = _ => new(LongModel.Signature(_lanes, rowsPerRun: _random.Next(2) == 0 ? _random.Next(1, 10) : null));
        _leaf.OnScore = Score;
        _leaf.OnDispose = Disposed;
        _client = new ScoringClientBuilder(_leaf).Build<long, long>(options: _options);
    }

    /// <summary>Rows by how they ended.</summary>
    public Dictionary<RowFate, long> Tally { get; } = [];

    public long Rows => _nextRow;

    /// <summary>Whether a partition, and the leaf, once ran as many requests as they may.</summary>
    public bool HasReachedParallel { get; private set; }

    /// <summary>Whether a partition once had requests of others.</summary>
    public bool HasBorrowed { get; private set; }

    public bool HasReachedLanes { get; private set; }

    private bool IsDisposing => _disposal is not null;

    private long Now => _clock.GetTimestamp();

    public void Run()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (int step = 0; step < Steps; step++) Step();
            Finish();
            Dispose();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    void IWorkStarter.Start(IThreadPoolWorkItem work)
    {
        SeeThread();
        _work.Add(work);
    }

    private void Step()
    {
        switch (_random.Next(20))
        {
            case < 7: Submit(); break;
            case < 11: RunOne(); break;
            case < 13: _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(8))); break;
            case 13: _clock.Advance(TimeSpan.FromTicks(_random.Next(1, 30_000))); break;
            case 14: CancelOne(); break;
            case 15: EndOne(); break;
            case 16 when _random.Next(60) == 0: _disposal ??= DisposeAsync(); break;
            default: Settle(); break;
        }

        ThrowViolation();
    }

    private void Finish()
    {
        // Each turn ends a request, of one row at least.
        for (long i = 0; i < 1000 + (2 * Rows) && _submissions.Any(static rows => !rows.HasEnded); i++)
        {
            EndOne();
            _clock.Advance(TimeSpan.FromMilliseconds(5));
            Settle();
            ThrowViolation();
        }

        Assert.All(_submissions, static rows => Assert.True(rows.HasEnded, $"Row {rows.First} was lost."));
        Assert.All(_callers, static caller => Assert.True(caller.IsCompletedSuccessfully, $"A caller failed: {caller.Exception?.InnerException?.Message}"));
        Assert.Equal(Rows, Tally.Values.Sum());
        while (_open.Count > 0) EndOne();
        Settle();
        if (IsDisposing) return;
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _clock.ActiveTimers);
    }

    private void Dispose()
    {
        _disposal ??= DisposeAsync();
        while (!_disposal.IsCompleted && (_work.Count > 0 || _clock.ActiveTimers > 0))
        {
            Settle();
            _clock.Advance(TimeSpan.FromMilliseconds(5));
        }

        ThrowViolation();
        Assert.True(_disposal.IsCompletedSuccessfully, $"Disposing did not end, or failed: {_disposal.Exception?.InnerException?.Message}");
        Assert.Equal(1, _leaf.DisposeCount);
    }

    private async Task DisposeAsync()
    {
        await _client.DisposeAsync().ConfigureAwait(false);
        SeeThread();
    }

    private void Submit()
    {
        int calls = _random.Next(1, 6);
        for (int i = 0; i < calls; i++) SubmitOne();
    }

    private void SubmitOne()
    {
        if (_submissions.Count >= MaxSubmissions) return;
        bool isMany = _random.Next(8) == 0;
        var options = new RowOptions(
            _random.Next(_partitions), _random.Next(4) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1, 60)) : null, _random.Next(_priorities));
        var rows = new SimulatedRows(_nextRow, isMany ? _random.Next(1, 60) : 1, isMany, options, _random.Next(3) == 0 ? new CancellationTokenSource() : null, Now)
        {
            WaitsUntil = _options.MaxQueueDelay is { } limit ? Now + limit.Ticks : long.MaxValue,
        };
        _nextRow += rows.Count;
        if (_random.Next(20) == 0) rows.Cancel(Now);
        _submissions.Add(rows);
        _callers.Add(FollowAsync(rows));
    }

    private async Task FollowAsync(SimulatedRows rows)
    {
        Exception? error = null;
        bool isAsynchronous = false;
        int unsure = WaitingRows(rows.Partition, sure: false), sure = WaitingRows(rows.Partition, sure: true);
        try
        {
            isAsynchronous = await CallAsync(rows).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            error = failure;
        }

        SeeThread();
        rows.End();
        if (IsFull(error is ScoringRowsException { Errors: var errors } ? errors[^1].Error : error)) CheckFull(rows, unsure);
        else if (isAsynchronous && _options.QueueFullMode == QueueFullMode.Reject) Assert.True(sure == 0 || sure + rows.Count <= _options.MaxQueuedRows, $"Row {rows.First} was taken though the queue was full.");
        Count(rows, error);
        if (_random.Next(3) == 0) SubmitOne();
    }

    /// <summary>True when the call did not end at once.</summary>
    private async ValueTask<bool> CallAsync(SimulatedRows rows)
    {
        CancellationToken token = rows.Cancellation?.Token ?? CancellationToken.None;
        rows.IsAccepted = true;
        SeeFullQueue(rows.Partition);
        if (rows.IsMany)
        {
            ValueTask call = _client.ScoreAsync(rows.Rows, rows.Scores, rows.Options, token);
            bool isAsynchronous = !call.IsCompleted;
            await call.ConfigureAwait(false);
            return isAsynchronous;
        }

        ValueTask<long> score = _client.ScoreAsync(rows.First, rows.Options, token);
        bool later = !score.IsCompleted;
        rows.Scores[0] = await score.ConfigureAwait(false);
        return later;
    }

    private void CheckFull(SimulatedRows rows, int waiting)
    {
        Assert.NotEqual(QueueFullMode.Wait, _options.QueueFullMode);
        if (_options.QueueFullMode == QueueFullMode.RejectOldest)
        {
            Assert.True(rows.HasSeenFullQueue && rows.Unsent > (rows.IsMany ? 0 : rows.Count - 1), $"Row {rows.First} was rejected though the queue was not full.");
            return;
        }

        Assert.True(waiting > 0 && waiting + rows.Count > _options.MaxQueuedRows, $"Row {rows.First} was rejected though only {waiting} rows waited.");
        Assert.Equal(rows.Count, rows.Unsent);
    }

    /// <summary>Rows that wait while more do than may be in the queue can lose their places to others.</summary>
    private void SeeFullQueue(int partition)
    {
        if (WaitingRows(partition, sure: false) <= _options.MaxQueuedRows) return;
        foreach (SimulatedRows rows in _submissions) rows.HasSeenFullQueue |= rows.Partition == partition && !rows.HasEnded;
    }

    private static bool IsFull(Exception? error) =>
        error is ScoringRejectedException && error.Message.Contains(nameof(ScoringClientOptions.MaxQueuedRows), StringComparison.Ordinal);

    private int WaitingRows(int partition, bool sure) =>
        _submissions.Where(rows => rows.Partition == partition && (sure ? rows.IsSureToBeQueued(Now) : rows.IsAccepted && !rows.HasEnded)).Sum(static rows => rows.Unsent);

    /// <summary>Counts rows by how they ended; each end has to have its reason.</summary>
    private void Count(SimulatedRows rows, Exception? error)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            Exception? own = error is ScoringRowsException many ? many.Errors.FirstOrDefault(failed => failed.Index == i).Error : error;
            RowFate fate = FateOf(rows, i, own);
            Tally[fate] = Tally.GetValueOrDefault(fate) + 1;
        }
    }

    private RowFate FateOf(SimulatedRows rows, int index, Exception? error)
    {
        long row = rows.First + index;
        switch (error)
        {
            case null:
                Assert.True(rows.Answered[index], $"Row {row} has a score that nobody gave.");
                Assert.True(rows.Scores[index] == LongModel.ScoreOf(row), $"Row {row} has the score of another.");
                return RowFate.Scored;
            case RequestFailure:
                Assert.True(ReferenceEquals(rows.Errors[index], error), $"Row {row} has the error of another request.");
                return RowFate.Failed;
            case OperationCanceledException:
                Assert.True(rows.IsCancelled, $"Row {row} was cancelled by nobody.");
                return RowFate.Cancelled;
            case ObjectDisposedException:
                Assert.True(IsDisposing, $"Row {row} was turned away for no reason.");
                return RowFate.TurnedAway;
            case ScoringRejectedException when error.Message.Contains("deadline", StringComparison.Ordinal):
                Assert.True(Now >= rows.LateAt, $"Row {row} was rejected before it was late.");
                return RowFate.Late;
            case ScoringRejectedException when error.Message.Contains(nameof(ScoringClientOptions.MaxQueueDelay), StringComparison.Ordinal):
                Assert.True(Now > rows.WaitsUntil && rows.Unsent > 0, $"Row {row} was rejected before it had waited too long.");
                return RowFate.WaitedTooLong;
            case ScoringRejectedException when error.Message.Contains(nameof(ScoringClientOptions.ShutdownTimeout), StringComparison.Ordinal):
                Assert.True(IsDisposing, $"Row {row} was rejected for no reason.");
                return RowFate.ShutDown;
            case ScoringRejectedException:
                return RowFate.QueueFull;
            default:
                throw new InvalidOperationException($"Row {row} ended with something else.", error);
        }
    }

    /// <summary>Runs all work that was started; then nothing may be left undone that could be done.</summary>
    private void Settle()
    {
        while (_work.Count > 0) RunOne();
        for (int partition = 0; partition < _partitions; partition++) CheckNoSlotIsWasted(partition);
        foreach (SimulatedRows rows in _submissions)
        {
            if (!rows.HasEnded && rows.Unsent > 0) Assert.True(Now - rows.WaitsUntil < Sweep, $"Row {rows.First} has waited too long for longer than a sweep.");
            if (!rows.HasEnded) Assert.True(Now - Math.Min(rows.LateAt, rows.CancelledAt) < Sweep, $"Row {rows.First} was cancelled or late for longer than a sweep.");
        }
    }

    private void CheckNoSlotIsWasted(int partition)
    {
        if (HasAllRequests(partition) || _open.Count >= (_lanes ?? int.MaxValue)) return;
        SimulatedRows[] waiting = [.. _submissions.Where(rows => rows.Partition == partition && rows.IsSureToWait(Now))];
        if (waiting.Length == 0) return;
        TimeSpan waited = TimeSpan.FromTicks(Now - waiting.Min(static rows => rows.SubmittedAt));
        bool mayLinger = _options.MaxDelay > TimeSpan.Zero && waited < _options.MaxDelay + s_tick && !IsDisposing && waiting.Sum(static rows => rows.Unsent) < _options.MaxBatchCount;
        Assert.True(mayLinger, $"Row {waiting[0].First} of partition {partition} waits though a request could be sent.");
    }

    /// <summary>Partitions that were never sent may not be known to the scheduler yet.</summary>
    private bool HasAllRequests(int partition) =>
        _options.BorrowParallelRequests ? _open.Count >= _isServed.Count * _parallel : _open.Count(request => request.Context.Partition == partition) >= _parallel;

    private void RunOne()
    {
        if (_work.Count == 0) return;
        int index = _random.Next(_work.Count);
        IThreadPoolWorkItem work = _work[index];
        _work.RemoveAt(index);
        work.Execute();
    }

    private void CancelOne()
    {
        if (_submissions.Count > 0) _submissions[_random.Next(_submissions.Count)].Cancel(Now);
    }

    private ValueTask Disposed()
    {
        SeeThread();
        return ValueTask.CompletedTask;
    }

    private ValueTask<RecordBatch> Score(RecordBatch batch, ScoringContext context, CancellationToken token)
    {
        SeeThread();
        var request = new HeldRequest(batch, context, token);
        try
        {
            CheckRequest(request);
        }
        catch (Exception violation)
        {
            _violation ??= violation;
        }

        switch (_random.Next(20))
        {
            case 0: throw NewFailure(request);
            case 1: return ValueTask.FromException<RecordBatch>(NewFailure(request));
            case < 8:
                int microseconds = _random.Next(1, 40);
                context.Attempts?.OnAttempt(new ScoringAttempt(request.Rows.Length, TimeSpan.FromMicroseconds(microseconds), Succeeded: true));
                return new(Answer(request));
            case < 12: token.UnsafeRegister(_ => End(request, () => request.Fail(new OperationCanceledException())), null); break;
            default: break;
        }

        _open.Add(request);
        HasReachedLanes |= _open.Count == _lanes;
        HasBorrowed |= _open.Count(other => other.Context.Partition == context.Partition) > _parallel;
        HasReachedParallel |= _open.Count(other => other.Context.Partition == context.Partition) == _parallel;

        // It answers when its time has come, unless it was ended before.
        _ = _clock.CreateTimer(_ => EndWithAny(request), null, TimeSpan.FromMilliseconds(_random.Next(1, 25)), Timeout.InfiniteTimeSpan);
        return request.Response;
    }

    private void CheckRequest(HeldRequest request)
    {
        int partition = request.Context.Partition;
        Assert.InRange(request.Rows.Length, 1, _options.MaxBatchCount!.Value);
        Assert.True(_open.Count < (_lanes ?? int.MaxValue), "More requests than the leaf runs.");
        if (_options.BorrowParallelRequests) Assert.True(_open.Count < _parallel * _submissions.DistinctBy(static rows => rows.Partition).Count(), "More requests than all partitions may have.");
        else Assert.True(_open.Count(other => other.Context.Partition == partition) < _parallel, $"More requests than partition {partition} may have.");
        _isServed.Add(partition);
        SimulatedRows[] waiting = SureInQueue(partition);
        foreach (long row in request.Rows)
        {
            SimulatedRows rows = Find(row);
            Assert.True(rows.Partition == partition, $"Row {row} was sent in partition {partition}.");
            rows.OnSent(row, Now);
            SimulatedRows? overtaken = Array.Find(waiting, other => other.Unsent > 0 && MayNotWaitFor(other, rows));
            Assert.True(overtaken is null, $"Row {row} was sent before those of row {overtaken?.First}, whose turn it was.");
            if (rows.Options.Deadline is not null) continue;
            ref long last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastSent, (partition, rows.Options.Priority), out bool exists);
            Assert.True(!exists || last < row, $"Row {row} was sent after row {last}, which came later.");
            last = row;
        }
    }

    /// <summary>Which of two priorities has its turn depends on rows that are gone already, where they age: so only rows of one are compared.</summary>
    private bool MayNotWaitFor(SimulatedRows rows, SimulatedRows others) =>
        rows.IsBefore(others) && (_options.PriorityAgeing is null || rows.Options.Priority == others.Options.Priority);

    /// <summary>Rows that a request had to choose from; of a queue that may be full nobody knows which are in it.</summary>
    private SimulatedRows[] SureInQueue(int partition)
    {
        bool rejects = _options.QueueFullMode == QueueFullMode.Reject;
        if (!rejects && _options.MaxQueuedRows < 100_000) return [];
        return [.. _submissions.Where(rows => rows.Partition == partition && (rejects ? rows.IsSureToBeQueued(Now) : rows.IsSureToWait(Now)))];
    }

    private SimulatedRows Find(long row) => _submissions.Last(rows => rows.First <= row);

    private void EndOne()
    {
        if (_open.Count > 0) EndWithAny(_open[_random.Next(_open.Count)]);
    }

    private void EndWithAny(HeldRequest request)
    {
        int dice = _random.Next(12);
        if (dice == 0) End(request, () => request.Fail(NewFailure(request)));
        else if (dice < 6 && request.Token.IsCancellationRequested) End(request, () => request.Fail(new OperationCanceledException(request.Token)));
        else End(request, () => request.Complete(Answer(request)));
    }

    private void End(HeldRequest request, Action end)
    {
        if (_open.Remove(request)) end();
    }

    private RecordBatch Answer(HeldRequest request)
    {
        foreach (long row in request.Rows)
        {
            SimulatedRows rows = Find(row);
            rows.Answered[row - rows.First] = true;
        }

        return LongModel.Score(request.Rows);
    }

    private RequestFailure NewFailure(HeldRequest request)
    {
        var failure = new RequestFailure(request.Rows);
        foreach (long row in request.Rows)
        {
            SimulatedRows rows = Find(row);
            rows.Errors[row - rows.First] = failure;
        }

        return failure;
    }

    private void SeeThread()
    {
        if (Environment.CurrentManagedThreadId != _thread) _violation ??= new InvalidOperationException("Something ran on another thread.");
    }

    private void ThrowViolation()
    {
        if (_violation is not null) throw new InvalidOperationException(_violation.Message, _violation);
    }
}
