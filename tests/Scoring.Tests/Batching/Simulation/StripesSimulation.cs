using Scoring.Diagnostics;
using Scoring.Testing;
using Scoring.Tests.Concurrency;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Simulation;

/// <summary>A client that several threads use in turn, each with a stripe of its own, on a manual clock and in an order that only the seed decides.</summary>
internal sealed class StripesSimulation
{
    private const int Steps = 120;

    /// <summary>The rows of a thread are numbered from a multiple of this.</summary>
    private const long RowsOfThread = 1_000_000;

    private static readonly int[] s_keys = [0, int.MinValue, -1];

    private readonly Random _random;
    private readonly ThreadsInTurn _threads;
    private readonly int _lanes;
    private readonly int _partitions;
    private readonly ManualTimeProvider _clock = new();
    private readonly QueueingStarter _starter = new();
    private readonly HoldingLeaf _leaf;
    private readonly ScoringClientOptions _options;
    private readonly IScoringClient<long, long> _client;
    private readonly SchedulerControl _control;
    private readonly CancellationTokenSource _never = new();
    private readonly List<Task<long>> _scores = [];

    /// <summary>The next row of each thread.</summary>
    private readonly long[] _next;

    public StripesSimulation(int seed, ThreadsInTurn threads)
    {
        _random = new Random(seed);
        _threads = threads;
        _next = [.. Enumerable.Range(0, threads.Count).Select(static thread => thread * RowsOfThread)];
        (_lanes, _partitions) = (_random.Next(1, 3), _random.Next(4) == 0 ? s_keys.Length : 1);
        _leaf = new HoldingLeaf(LongModel.Signature(_lanes));
        _options = new ScoringClientOptions
        {
            MaxBatchCount = _random.Next(3) switch { 0 => _random.Next(1, 10), 1 => 64, _ => 256 },
            AdaptBatchCount = false,
            MaxQueuedRows = _random.Next(2) == 0 ? _random.Next(1, 300) : 100_000,
            QueueFullMode = _random.Next(4) == 0 ? QueueFullMode.RejectOldest : QueueFullMode.Wait,
            ShutdownTimeout = TimeSpan.Zero,
            TimeProvider = _clock,
        };
        _client = Clients.Started(_leaf.Client, _options, _starter);
        _control = _client.GetScheduler()!;
    }

    public int Sent => _leaf.Requests.Sum(static request => request.Rows.Length);

    public int Rejected => _scores.Count(static score => score.IsFaulted);

    /// <summary>Whether rows stood outside a queue that was full.</summary>
    public bool WasFull { get; private set; }

    /// <summary>Rows that have not ended and are in no request.</summary>
    private int Waiting => _scores.Count(static score => !score.IsCompleted) - _leaf.Open.Sum(static request => request.Rows.Length);

    public void Run()
    {
        for (int step = 0; step < Steps; step++) OnAny(Step);
        while (Waiting > 0 || _leaf.Open.Any() || _starter.Waiting.Count > 0)
        {
            OnAny(Settle);
            OnAny(CompleteOne);
        }

        OnAny(CheckEnd);
    }

    private void OnAny(Action<int> action)
    {
        int thread = _random.Next(_threads.Count);
        _threads.Run(thread, () => action(thread));
    }

    private void Step(int thread)
    {
        switch (_random.Next(14))
        {
            case < 5: Submit(thread); break;
            case < 9 when _starter.Waiting.Count > 0: _starter.RunOne(_random.Next(_starter.Waiting.Count)); break;
            case 9 or 10: CompleteOne(thread); break;
            case 11: _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 20))); break;
            case 12: CheckLimits(); break;
            default: Settle(thread); break;
        }
    }

    private void Submit(int thread)
    {
        int count = _random.Next(3) == 0 ? _random.Next(64, 150) : _random.Next(1, 10);
        for (int i = 0; i < count; i++)
        {
            // One that may be cancelled never goes into a request without being queued.
            CancellationToken token = _random.Next(50) == 0 ? _never.Token : CancellationToken.None;
            long row = _next[thread]++;
            _scores.Add(_client.ScoreAsync(row, new RowOptions(PartitionOf(row)), token).AsTask());
        }
    }

    private int PartitionOf(long row) => s_keys[row % _partitions];

    private void CompleteOne(int thread)
    {
        HeldRequest[] open = [.. _leaf.Open];
        if (open.Length > 0) open[_random.Next(open.Length)].Complete();
    }

    /// <summary>Runs all work; then no row waits while a request could be sent, in whichever stripe it is.</summary>
    private void Settle(int thread)
    {
        _starter.RunAll();
        Assert.True(Waiting == 0 || _leaf.Open.Count() == _lanes, $"{Waiting} rows wait though a request could be sent.");
    }

    /// <summary>Rows stand outside only where the queue is full to the row. Nobody waits for the lock, so no rows are being carried.</summary>
    private void CheckLimits()
    {
        SchedulerSnapshot snapshot = _control.Snapshot();
        _starter.RunAll();
        foreach (PartitionSnapshot partition in snapshot.Partitions)
        {
            Assert.InRange(partition.QueuedRows, 0, _options.MaxQueuedRows);
            Assert.True(partition.RowsOutside == 0 || (partition.QueuedRows == _options.MaxQueuedRows && _options.QueueFullMode == QueueFullMode.Wait), partition.ToString());
            WasFull |= partition.RowsOutside > 0;
        }
    }

    private void CheckEnd(int thread)
    {
        Assert.All(_scores, static score => Assert.True(score.IsCompletedSuccessfully || score.Exception?.InnerException is ScoringRejectedException, "A row was lost."));
        Assert.Equal(_scores.Count, Sent + Rejected);
        if (_options.QueueFullMode == QueueFullMode.Wait) Assert.Equal(0, Rejected);
        int most = Math.Min(_options.MaxBatchCount!.Value, _options.MaxQueuedRows);
        Assert.All(_leaf.Requests, request => Assert.InRange(request.Rows.Length, 1, most));
        Assert.All(_leaf.Requests, request => Assert.All(request.Rows, row => Assert.Equal(request.Context.Partition, PartitionOf(row))));

        // Rows of a thread bear ascending numbers.
        foreach (IGrouping<(long Thread, int Partition), long> rows in _leaf.Requests.SelectMany(static request => request.Rows).GroupBy(row => (row / RowsOfThread, PartitionOf(row))))
            Assert.True(rows.Zip(rows.Skip(1)).All(static pair => pair.First < pair.Second), $"Rows of {rows.Key} were sent twice or out of their order.");
    }
}
