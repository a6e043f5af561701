using Scoring.Diagnostics;
using Scoring.Tests.Batching.Simulation;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Stress;

/// <summary>Callers of single rows, and of some calls of many, on the thread pool, who cancel at random; the client is disposed while the last of them still call.</summary>
internal sealed class RowStress : IRowJudge
{
    /// <summary>Only for a row that is lost: then the test fails rather than hangs.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly int _seed;
    private readonly StressSettings _settings;
    private readonly BoundedLeaf _leaf;
    private readonly IScoringClient<long, long> _client;
    private readonly long[] _fates = new long[Enum.GetValues<RowFate>().Length];
    private int _started;
    private Task? _disposal;

    public RowStress(int seed, StressSettings settings)
    {
        _seed = seed;
        _settings = settings;
        _leaf = new BoundedLeaf(settings, seed);
        _client = Clients.Pooled(_leaf.Client, settings.Options);
    }

    public long this[RowFate fate] => _fates[(int)fate];

    public BoundedLeaf Leaf => _leaf;

    public long Changes { get; private set; }

    private bool IsDisposing => Volatile.Read(ref _disposal) is not null;

    public async Task RunAsync()
    {
        Task changes = _settings.ChangesOptions ? Task.Run(ChangeAsync) : Task.CompletedTask;
        await Task.WhenAll(Enumerable.Range(0, _settings.Callers).Select(caller => Task.Run(() => CallAsync(new Random(_seed + caller))))).WaitAsync(s_patience);
        await _disposal!.WaitAsync(s_patience);
        await changes.WaitAsync(s_patience);
        _leaf.ThrowViolation();
        Assert.Equal(_settings.Rows, _fates.Sum());
        Assert.Equal(1, _leaf.Client.DisposeCount);
    }

    private async Task ChangeAsync()
    {
        var random = new Random(_seed);
        SchedulerControl control = _client.GetScheduler()!;
        while (!_disposal?.IsCompleted ?? true)
        {
            control.Update(_settings.AnyWithin(random));
            control.Snapshot();
            Changes++;
            await Task.Yield();
        }
    }

    private async Task CallAsync(Random random)
    {
        using var calls = new RandomCalls(_client, random, this);
        await calls.RunAsync(Take, manyIn: 20, most: 100);
    }

    /// <summary>The next rows; none when all are taken.</summary>
    private long[] Take(int count)
    {
        int end = Interlocked.Add(ref _started, count), first = end - count;
        if (first < _settings.Rows && end >= _settings.Rows - (_settings.Rows / 50)) Dispose();
        return LongModel.Rows(Math.Clamp(_settings.Rows - first, 0, count), first);
    }

    private void Dispose()
    {
        if (IsDisposing) return;
        var mine = new TaskCompletionSource();
        if (Interlocked.CompareExchange(ref _disposal, mine.Task, null) is not null) return;
        _ = DisposeAsync(mine);
    }

    private async Task DisposeAsync(TaskCompletionSource done)
    {
        await _client.DisposeAsync();
        done.SetResult();
    }

    RowOptions IRowJudge.OptionsOf(ReadOnlySpan<long> rows, Random random)
    {
        int partition = random.Next(_settings.Partitions);
        _leaf.Expect(rows, partition);
        return new RowOptions(partition, random.Next(50) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 20)) : null, random.Next(20) == 0 ? random.Next(-1, 2) : 0);
    }

    void IRowJudge.OnScore(long row, long score)
    {
        if (score != LongModel.ScoreOf(row)) throw new InvalidOperationException($"Row {row} has the score {score}.");
        if (!_leaf.WasSent(row)) throw new InvalidOperationException($"Row {row} has a score and was never sent.");
        Interlocked.Increment(ref _fates[(int)RowFate.Scored]);
    }

    void IRowJudge.OnError(long row, Exception error, RowOptions options, bool isCancelled, bool isMany)
    {
        bool isFull = error is ScoringRejectedException && error.Message.Contains(nameof(ScoringClientOptions.MaxQueuedRows), StringComparison.Ordinal);
        bool isLate = error is ScoringRejectedException && error.Message.Contains("deadline", StringComparison.Ordinal);
        bool isTooLong = error is ScoringRejectedException && error.Message.Contains(nameof(ScoringClientOptions.MaxQueueDelay), StringComparison.Ordinal);
        (RowFate fate, bool isRight) = error switch
        {
            RequestFailure failure => (RowFate.Failed, failure.Rows.Contains(row)),
            OperationCanceledException => (RowFate.Cancelled, isCancelled),
            ObjectDisposedException => (RowFate.TurnedAway, IsDisposing),
            _ when isFull => (RowFate.QueueFull, MayBeFull(row, isMany)),
            _ when isTooLong => (RowFate.WaitedTooLong, (_settings.ChangesOptions || _settings.Options.MaxQueueDelay is not null) && (isMany || !_leaf.WasSent(row))),
            _ when isLate => (RowFate.Late, options.Deadline is not null),
            ScoringRejectedException => (RowFate.ShutDown, IsDisposing),
            _ => (RowFate.None, false),
        };
        if (!isRight) throw new InvalidOperationException($"Row {row} ended for no reason: {error.Message}", error);
        Interlocked.Increment(ref _fates[(int)fate]);
    }

    /// <summary>A call of which some rows were sent may lose its place, and ends as a whole.</summary>
    private bool MayBeFull(long row, bool isMany) => _settings.Options.QueueFullMode switch
    {
        _ when _settings.ChangesOptions => isMany || !_leaf.WasSent(row),
        QueueFullMode.Reject => !_leaf.WasSent(row),
        QueueFullMode.RejectOldest => isMany || !_leaf.WasSent(row),
        _ => false,
    };
}
