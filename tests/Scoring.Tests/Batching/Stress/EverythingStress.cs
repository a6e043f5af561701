using Scoring.Diagnostics;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Stress;

/// <summary>All features at once on real threads: deadlines, priorities, cancellations, bad rows, an endpoint with bad days, settings that change all the time, and a disposal while callers still call.</summary>
internal sealed class EverythingStress
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
        using var token = new ReplacedToken();
        var pending = new List<Task>();
        while (Take(random.Next(10) == 0 ? random.Next(1, 200) : 1) is { Length: > 0 } rows)
        {
            pending.Add(rows.Length == 1 ? OneAsync(rows[0], random, token) : ManyAsync(rows, random, token));
            if (random.Next(100) == 0) token.Cancel();
            if (random.Next(8) > 0) continue;
            await Task.WhenAll(pending);
            pending.Clear();
        }

        await Task.WhenAll(pending);
    }

    private long[] Take(int count)
    {
        int end = Interlocked.Add(ref _started, count), first = end - count;
        if (end >= _rows - (_rows / 30) && Interlocked.Exchange(ref _isDisposing, 1) == 0) _disposal = _client.DisposeAsync().AsTask();
        return LongModel.Rows(Math.Clamp(_rows - first, 0, count), first);
    }

    private async Task OneAsync(long row, Random random, ReplacedToken token)
    {
        RowOptions options = AnyRowOptions(random);
        (CancellationToken cancellation, Func<bool> isCancelled) = random.Next(4) == 0 ? token.Take() : (CancellationToken.None, static () => false);
        try
        {
            CheckScore(row, await _client.ScoreAsync(row, options, cancellation).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            CheckError(row, error, isCancelled());
        }
    }

    private async Task ManyAsync(long[] rows, Random random, ReplacedToken token)
    {
        var scores = new long[rows.Length];
        RowOptions options = AnyRowOptions(random);
        (CancellationToken cancellation, Func<bool> isCancelled) = random.Next(4) == 0 ? token.Take() : (CancellationToken.None, static () => false);
        Exception? failure = null;
        try
        {
            await _client.ScoreAsync(rows, scores, options, cancellation).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            failure = error;
        }

        var errors = new Exception?[rows.Length];
        if (failure is ScoringRowsException { Errors: var each }) foreach (RowError error in each) errors[error.Index] = error.Error;
        else Array.Fill(errors, failure);
        for (int i = 0; i < rows.Length; i++)
        {
            if (errors[i] is { } error) CheckError(rows[i], error, isCancelled());
            else CheckScore(rows[i], scores[i]);
        }
    }

    private static RowOptions AnyRowOptions(Random random) =>
        new(random.Next(Partitions), random.Next(4) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 60)) : null, random.Next(10) == 0 ? random.Next(-2, 3) : 0);

    private void CheckScore(long row, long score)
    {
        if (score != LongModel.ScoreOf(row)) throw new InvalidOperationException($"Row {row} has the score {score}.");
        if (MoodyLeaf.IsBad(row)) throw new InvalidOperationException($"Row {row} is bad and has a score.");
        if (!_leaf.WasScored(row)) throw new InvalidOperationException($"Row {row} has a score and was never scored.");
        Interlocked.Increment(ref _scored);
        Interlocked.Increment(ref _ended);
    }

    private void CheckError(long row, Exception error, bool isCancelled)
    {
        bool isRight = error switch
        {

            // While a request is searched for bad rows, a failure ends all of its rows that have no score yet.
            RequestFailure => true,
            ScoringRefusedException => MoodyLeaf.IsBad(row) && error.Message == MoodyLeaf.RefusalOf(row),
            ScoringNotIsolatedException or ScoringRejectedException => true,
            OperationCanceledException => isCancelled,
            ObjectDisposedException => Volatile.Read(ref _isDisposing) == 1,
            ScoringException { Status: 413 } => false,
            _ => false,
        };
        if (!isRight) throw new InvalidOperationException($"Row {row} ended for no reason: {error.GetType().Name}: {error.Message}", error);
        Interlocked.Increment(ref _ended);
    }
}
