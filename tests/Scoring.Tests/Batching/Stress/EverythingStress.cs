using Scoring.Diagnostics;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Stress;

/// <summary>All features at once on real threads: deadlines, priorities, cancellations, bad rows, an endpoint with bad days, settings that change all the time, and a disposal while callers still call.</summary>
internal sealed class EverythingStress : IRowJudge
{
    private const int Callers = 16;
    private const int Partitions = 5;

    /// <summary>Only for a row that is lost: then the test fails rather than hangs.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly int _seed;
    private readonly int _rows;
    private readonly MoodyLeaf _leaf;
    private readonly IScoringClient<long, long> _client;
    private int _started;
    private int _isDisposing;
    private Task _disposal = Task.CompletedTask;
    private int _scored;
    private int _ended;

    public EverythingStress(int seed, int rows)
    {
        (_seed, _rows) = (seed, rows);
        var random = new Random(seed);
        _leaf = new MoodyLeaf(rows, seed, random.Next(2) == 0 ? random.Next(1, 5) : null);
        ScoringClientOptions options = AnyOptions(random);
        options.ShutdownTimeout = random.Next(3) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(30);
        _client = new ScoringClientBuilder(_leaf.Client).UseRowIsolation().Build<long, long>(options: options);
    }

    public int Scored => _scored;

    public int Requests => _leaf.Requests;

    public async Task RunAsync()
    {
        Task changing = Task.Run(ChangeSettingsAsync);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(new Random(_seed + caller))))).WaitAsync(s_patience);
        await _disposal.WaitAsync(s_patience);
        await changing.WaitAsync(s_patience);
        _leaf.ThrowViolation();
        Assert.Equal(_rows, _ended);
        Assert.Equal(1, _leaf.Client.DisposeCount);
    }

    private static ScoringClientOptions AnyOptions(Random random) => new()
    {
        MaxBatchCount = random.Next(1, 600),
        MaxBatchBytes = random.Next(3) == 0 ? random.Next(1, 3_000) : null,
        MaxParallelRequests = random.Next(1, 6),
        MaxTotalRequests = random.Next(3) == 0 ? random.Next(1, 8) : null,
        AdaptBatchCount = random.Next(4) > 0,
        AdaptParallelRequests = random.Next(2) == 0,
        P99Budget = random.Next(2) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 50)) : null,
        RefuseLateRows = random.Next(4) > 0,
        MaxDelay = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? 1 : 0),
        MaxQueuedRows = random.Next(3) == 0 ? random.Next(1, 100) : 100_000,
        MaxQueueDelay = random.Next(4) == 0 ? TimeSpan.FromMilliseconds(random.Next(2, 20)) : null,
        QueueFullMode = (QueueFullMode)random.Next(3),
        AllowSynchronousContinuations = random.Next(3) == 0,
    };

    private async Task ChangeSettingsAsync()
    {
        var random = new Random(_seed);
        var control = (SchedulerControl)_client.GetService(typeof(SchedulerControl))!;
        while (Volatile.Read(ref _isDisposing) == 0)
        {
            control.Update(AnyOptions(random));
            SchedulerSnapshot snapshot = control.Snapshot();
            if (snapshot.Partitions.Any(static partition => partition.InFlight < 0 || partition.Backlog < 0)) throw new InvalidOperationException("A snapshot counts less than nothing.");
            for (int i = 0; i < 20; i++) await Task.Yield();
        }
    }

    private async Task CallAsync(Random random)
    {
        using var calls = new RandomCalls(_client, random, this);
        await calls.RunAsync(Take, manyIn: 10, most: 200);
    }

    private long[] Take(int count)
    {
        int end = Interlocked.Add(ref _started, count), first = end - count;
        if (end >= _rows - (_rows / 30) && Interlocked.Exchange(ref _isDisposing, 1) == 0) _disposal = _client.DisposeAsync().AsTask();
        return LongModel.Rows(Math.Clamp(_rows - first, 0, count), first);
    }

    RowOptions IRowJudge.OptionsOf(ReadOnlySpan<long> rows, Random random) =>
        new(random.Next(Partitions), random.Next(4) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 60)) : null, random.Next(10) == 0 ? random.Next(-2, 3) : 0);

    void IRowJudge.OnScore(long row, long score)
    {
        if (score != LongModel.ScoreOf(row)) throw new InvalidOperationException($"Row {row} has the score {score}.");
        if (MoodyLeaf.IsBad(row)) throw new InvalidOperationException($"Row {row} is bad and has a score.");
        if (!_leaf.WasScored(row)) throw new InvalidOperationException($"Row {row} has a score and was never scored.");
        Interlocked.Increment(ref _scored);
        Interlocked.Increment(ref _ended);
    }

    void IRowJudge.OnError(long row, Exception error, RowOptions options, bool isCancelled, bool isMany)
    {
        bool isRight = error switch
        {
            // While a request is searched for bad rows, a failure ends all of its rows that have no score yet.
            RequestFailure => true,
            ScoringRefusedException => MoodyLeaf.IsBad(row) && error.Message == MoodyLeaf.RefusalOf(row),
            ScoringNotIsolatedException => true,
            ScoringRejectedException => IsRejectedForAReason(error.Message, options),
            OperationCanceledException => isCancelled,
            ObjectDisposedException => Volatile.Read(ref _isDisposing) == 1,
            _ => false,
        };
        if (!isRight) throw new InvalidOperationException($"Row {row} ended for no reason: {error.GetType().Name}: {error.Message}", error);
        Interlocked.Increment(ref _ended);
    }

    private bool IsRejectedForAReason(string message, RowOptions options)
    {
        if (message.Contains("deadline passed", StringComparison.Ordinal) || message.Contains("late after service", StringComparison.Ordinal)) return options.Deadline is not null;
        if (message.Contains("was disposed", StringComparison.Ordinal)) return Volatile.Read(ref _isDisposing) == 1;
        return message.Contains(nameof(ScoringClientOptions.MaxQueuedRows), StringComparison.Ordinal) || message.Contains(nameof(ScoringClientOptions.MaxQueueDelay), StringComparison.Ordinal);
    }
}
