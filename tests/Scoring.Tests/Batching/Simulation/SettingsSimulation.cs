using Scoring.Concurrency;
using Scoring.Diagnostics;
using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Batching.Simulation;

/// <summary>A client whose settings change all the time, on one thread and a manual clock, in an order that only the seed decides.</summary>
internal sealed class SettingsSimulation : IWorkStarter
{
    private const int Steps = 300;
    private const int Partitions = 3;

    private readonly Random _random;
    private readonly ManualTimeProvider _clock = new();
    private readonly List<IThreadPoolWorkItem> _work = [];
    private readonly List<HeldRequest> _open = [];
    private readonly List<Task> _callers = [];
    private readonly HashSet<long> _sent = [];
    private readonly ScriptedLeaf _leaf = new();
    private readonly IScoringClient<long, long> _client;
    private readonly SchedulerControl _control;
    private ScoringClientOptions _options;

    /// <summary>The largest limits since all that was beyond the present ones has ended.</summary>
    private int _parallel;
    private int _total;

    private long _rows;
    private Exception? _violation;

    public SettingsSimulation(int seed)
    {
        _random = new Random(seed);
        int? lanes = _random.Next(2) == 0 ? 6 : null;
        _leaf.OnGetSignature = _ => new(LongModel.Signature(lanes));
        _leaf.OnScore = Score;
        _options = Any();
        (_parallel, _total) = (_options.MaxParallelRequests!.Value, _options.MaxTotalRequests!.Value);
        _client = new ScoringClientBuilder(_leaf).Build<long, long>(options: _options);
        _control = _client.GetScheduler()!;
    }

    public long Scored { get; private set; }

    public long Rejected { get; private set; }

    public long Cancelled { get; private set; }

    public void Run()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (int step = 0; step < Steps; step++) Step();
            Finish();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    void IWorkStarter.Start(IThreadPoolWorkItem work) => _work.Add(work);

    private void Step()
    {
        switch (_random.Next(16))
        {
            case < 6: Submit(); break;
            case < 9: RunOne(); break;
            case 9: _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(10))); break;
            case 10 or 11: EndOne(); break;
            case 12: Change(); break;
            default: Settle(); break;
        }

        if (_violation is not null) throw new InvalidOperationException(_violation.Message, _violation);
    }

    private void Change()
    {
        ScoringClientOptions options = Any();
        (_parallel, _total) = (Math.Max(_parallel, options.MaxParallelRequests!.Value), Math.Max(_total, options.MaxTotalRequests!.Value));
        _options = options;
        _control.Update(options);
    }

    private void Finish()
    {
        for (int i = 0; i < 3000 && _callers.Exists(static caller => !caller.IsCompleted); i++)
        {
            EndOne();
            _clock.Advance(TimeSpan.FromMilliseconds(5));
            Settle();
        }

        Assert.All(_callers, static caller => Assert.True(caller.IsCompletedSuccessfully, caller.Exception?.InnerException?.Message ?? "A row was lost."));
        RowTotals totals = _control.Snapshot().Totals;
        Assert.Equal(_rows, Scored + Rejected + Cancelled);
        Assert.Equal(_rows, totals.RowsScored + totals.RowsRefused + totals.RowsExpired + totals.RowsCancelled);
        while (_open.Count > 0) EndOne();
        ValueTask disposal = _client.DisposeAsync();
        while (!disposal.IsCompleted && (_work.Count > 0 || _clock.ActiveTimers > 0))
        {
            Settle();
            _clock.Advance(TimeSpan.FromMilliseconds(5));
        }

        Assert.True(disposal.IsCompletedSuccessfully);
    }

    private void Submit()
    {
        for (int i = _random.Next(1, 8); i > 0; i--)
        {
            int count = _random.Next(6) == 0 ? _random.Next(1, 40) : 1;
            TimeSpan? deadline = _random.Next(5) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1, 60)) : null;
            CancellationTokenSource? cancellation = _random.Next(5) == 0 ? new CancellationTokenSource() : null;
            _callers.Add(CallAsync(_rows, count, new RowOptions(_random.Next(Partitions), deadline, _random.Next(2)), cancellation?.Token ?? CancellationToken.None));
            _rows += count;
            if (cancellation is not null) _ = _clock.CreateTimer(_ => cancellation.Cancel(), null, TimeSpan.FromMilliseconds(_random.Next(30)), Timeout.InfiniteTimeSpan);
        }
    }

    private async Task CallAsync(long first, int count, RowOptions options, CancellationToken token)
    {
        var scores = new long[count];
        int failed = 0;
        try
        {
            if (count == 1) scores[0] = await _client.ScoreAsync(first, options, token).ConfigureAwait(false);
            else await _client.ScoreAsync(LongModel.Rows(count, first), scores, options, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Cancelled += count;
            return;
        }
        catch (ScoringRejectedException)
        {
            failed = 1;
        }
        catch (ScoringRowsException error)
        {
            Assert.All(error.Errors, static row => Assert.IsType<ScoringRejectedException>(row.Error));
            failed = error.Errors.Length;
        }

        Rejected += failed;
        Scored += count - failed;
        for (int i = 0; i < count && failed == 0; i++) Assert.Equal(LongModel.ScoreOf(first + i), scores[i]);
    }

    private ValueTask<RecordBatch> Score(RecordBatch rows, ScoringContext context, CancellationToken token)
    {
        var request = new HeldRequest(rows, context, token);
        try
        {
            Assert.All(request.Rows, row => Assert.True(_sent.Add(row), $"Row {row} was sent twice."));
            Assert.InRange(request.Rows.Length, 1, _options.MaxBatchCount!.Value);
            Assert.InRange(_open.Count(other => other.Context.Partition == context.Partition), 0, _parallel - 1);
            Assert.InRange(_open.Count, 0, _total - 1);
        }
        catch (Exception error)
        {
            _violation ??= error;
        }

        var time = TimeSpan.FromMilliseconds(_random.Next(1, 20));
        context.Attempts?.OnAttempt(new ScoringAttempt(request.Rows.Length, time, Succeeded: true));
        _open.Add(request);
        _ = _clock.CreateTimer(_ => End(request), null, time, Timeout.InfiniteTimeSpan);
        return request.Response;
    }

    private void Settle()
    {
        while (_work.Count > 0) RunOne();
        CheckNothingWaitsForNoReason();
        bool isWithin = _open.Count <= _options.MaxTotalRequests && _open.CountBy(static request => request.Context.Partition).All(open => open.Value <= _options.MaxParallelRequests);
        if (isWithin) (_parallel, _total) = (_options.MaxParallelRequests!.Value, _options.MaxTotalRequests!.Value);
    }

    private void CheckNothingWaitsForNoReason()
    {
        SchedulerSnapshot snapshot = _control.Snapshot();

        // Rows that have ended in the meantime may be told; but no request was left to be granted.
        Assert.All(_work, static work => Assert.IsNotType<Partition>(work));
        while (_work.Count > 0) RunOne();
        if (_options.MaxDelay > TimeSpan.Zero || snapshot.InFlight >= (snapshot.ParallelLimit ?? int.MaxValue)) return;
        Assert.All(snapshot.Partitions, partition => Assert.True(partition.Backlog == 0 || partition.InFlight >= partition.ParallelLimit, $"{snapshot} though a request could be sent."));
    }

    private void RunOne()
    {
        if (_work.Count == 0) return;
        int index = _random.Next(_work.Count);
        IThreadPoolWorkItem work = _work[index];
        _work.RemoveAt(index);
        work.Execute();
    }

    private void EndOne()
    {
        if (_open.Count > 0) End(_open[_random.Next(_open.Count)]);
    }

    private void End(HeldRequest request)
    {
        if (_open.Remove(request)) request.Complete();
    }

    private ScoringClientOptions Any()
    {
        bool lingers = _random.Next(3) == 0;
        return new ScoringClientOptions
        {
            MaxBatchCount = _random.Next(1, 40),
            MaxParallelRequests = _random.Next(1, 5),
            MaxTotalRequests = _random.Next(1, 7),
            MaxDelay = TimeSpan.FromMilliseconds(lingers ? _random.Next(1, 10) : 0),
            MaxQueuedRows = _random.Next(2) == 0 ? _random.Next(1, 40) : 100_000,
            MaxQueueDelay = _random.Next(3) == 0 ? TimeSpan.FromMilliseconds(_random.Next(20, 50)) : null,
            QueueFullMode = (QueueFullMode)_random.Next(3),
            P99Budget = _random.Next(3) == 0 ? TimeSpan.FromMilliseconds(_random.Next(5, 60)) : null,
            AdaptBatchCount = _random.Next(3) > 0,
            AdaptParallelRequests = _random.Next(3) == 0,
            StartParallelRequests = _random.Next(2) == 0 ? _random.Next(1, 5) : null,
            RefuseLateRows = _random.Next(3) > 0,
            AllowSynchronousContinuations = _random.Next(2) == 0,
            ShutdownTimeout = TimeSpan.FromMilliseconds(_random.Next(60)),
            TimeProvider = _clock,
            Starter = this,
        };
    }
}
