using Scoring.Records;
using Scoring.Streaming;
using Scoring.Tests.Batching;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Streaming;

/// <summary>A stream over the real scheduler and a leaf that takes its time and fails at times, on one thread in an order that only the seed decides.</summary>
internal sealed class ScheduledStream
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Random _random;
    private readonly QueueingStarter _starter = new();
    private readonly List<HeldRequest> _open = [];
    private readonly List<ScoredRow<long, long>> _results = [];
    private readonly IScoringClient<long, long> _client;
    private readonly ScoringStreamOptions<long> _options;
    private readonly int _rows;
    private readonly int _partitions;
    private bool _hasLeftThread;

    public ScheduledStream(int seed)
    {
        _random = new Random(seed);
        _rows = _random.Next(1, 3000);
        _partitions = _random.Next(1, 6);
        _options = new ScoringStreamOptions<long>
        {
            MaxInFlight = _random.Next(1, 400),
            Order = (StreamOrder)_random.Next(2),
            Partition = _random.Next(3) == 0 ? null : row => (int)(row % _partitions),
        };
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(LongModel.Signature(lanes: _random.Next(1, 4))), OnScore = Score };
        _client = Clients.Started(leaf, Options(), _starter);
    }

    /// <summary>Rows that came out without a score.</summary>
    public int Failed => _results.Count(static row => !row.HasScore);

    public void Run()
    {
        Task consumer = ConsumeAsync();
        while (!consumer.IsCompleted && (_starter.Waiting.Count > 0 || _open.Count > 0)) Step();
        Assert.True(consumer.IsCompletedSuccessfully, $"The stream did not end, or failed: {consumer.Exception?.InnerException?.Message}");
        Assert.False(_hasLeftThread, "Something ran on another thread.");
        Assert.Equal(Enumerable.Range(0, _rows).Select(static row => (long)row), _results.Select(static row => row.Row).Order());
        Assert.All(_results, Check);
        if (_options.Order == StreamOrder.Partition) Assert.All(_results.GroupBy(PartitionOf), static rows => Assert.Equal(rows.Select(static row => row.Row).Order(), rows.Select(static row => row.Row)));
    }

    private static void Check(ScoredRow<long, long> row)
    {
        if (row.HasScore) Assert.Equal(LongModel.ScoreOf(row.Row), row.Score);
        else if (row.Error is RequestFailure failure) Assert.Contains(row.Row, failure.Rows);
        else Assert.IsType<ScoringRejectedException>(row.Error);
    }

    private static async IAsyncEnumerable<long> RowsAsync(int count)
    {
        await Task.CompletedTask;
        for (int row = 0; row < count; row++) yield return row;
    }

    private ScoringClientOptions Options() => new()
    {
        MaxBatchCount = _random.Next(1, 200),
        MaxParallelRequests = _random.Next(1, 4),
        MaxQueuedRows = _random.Next(1, 1000),
        QueueFullMode = (QueueFullMode)_random.Next(3),
        ShutdownTimeout = TimeSpan.Zero,
    };

    private int PartitionOf(ScoredRow<long, long> row) => _options.Partition?.Invoke(row.Row) ?? 0;

    private async Task ConsumeAsync()
    {
        await foreach (ScoredRow<long, long> row in _client.ScoreStreamAsync(RowsAsync(_rows), _options).ConfigureAwait(false))
        {
            SeeThread();
            _results.Add(row);
        }
    }

    private void Step()
    {
        if (_open.Count > 0 && (_starter.Waiting.Count == 0 || _random.Next(3) == 0)) EndOne(_random.Next(_open.Count));
        else _starter.RunOne(_random.Next(_starter.Waiting.Count));
    }

    private void EndOne(int index)
    {
        HeldRequest request = _open[index];
        _open.RemoveAt(index);
        if (_random.Next(10) == 0) request.Fail(new RequestFailure(request.Rows));
        else request.Complete();
    }

    private ValueTask<RecordBatch> Score(RecordBatch rows, ScoringContext context, CancellationToken token)
    {
        SeeThread();
        if (_random.Next(3) == 0) return new(LongModel.Score(rows));
        var request = new HeldRequest(rows, context, token);
        _open.Add(request);
        return request.Response;
    }

    private void SeeThread() => _hasLeftThread |= Environment.CurrentManagedThreadId != _thread;
}
