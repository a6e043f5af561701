using Scoring.Streaming;
using Scoring.Tests.Fakes;
using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

/// <summary>One stream on one thread, in which a seed decides what comes, ends, fails, asks, leaves and is cancelled next; after each step it is held against what may be.</summary>
internal sealed class StreamSimulation
{
    private const int Steps = 400;

    private readonly Random _random;
    private readonly HeldRowClient _client = new();
    private readonly ManualSource _source = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ScoringStreamOptions<long> _options;
    private readonly StreamConsumer _consumer;
    private readonly int _partitions;
    private readonly int _maxInFlight;

    /// <summary>What a row whose call has ended must come out with; null for its score.</summary>
    private readonly Dictionary<long, Exception?> _expected = [];

    /// <summary>Rows that the selector refuses.</summary>
    private readonly HashSet<long> _refused = [];

    private readonly List<long> _given = [];

    /// <summary>The rows that were sent.</summary>
    private readonly HashSet<long> _sent = [];

    /// <summary>The rows that were taken and did not come out, in the order in which they were taken.</summary>
    private readonly SortedSet<long> _ahead = [];

    /// <summary>By partition, the rows that must come out next.</summary>
    private readonly Queue<long>[] _next;

    private int _taken;
    private int _checked;
    private Exception? _sourceError;
    private bool _sourceEnds;
    private Task? _leaving;

    public StreamSimulation(int seed)
    {
        _random = new Random(seed);
        _partitions = _random.Next(1, 6);
        _next = [.. Enumerable.Range(0, _partitions).Select(static _ => new Queue<long>())];
        _maxInFlight = _random.Next(3) == 0 ? _random.Next(1, 12) : _random.Next(1, 300);
        _client.EndsCancelledCalls = _random.Next(2) == 0;
        _client.OnCall = call => _sent.UnionWith(call.Rows);
        _source.IgnoresToken = _random.Next(4) == 0;
        _options = new ScoringStreamOptions<long>
        {
            MaxInFlight = _maxInFlight,
            Order = (StreamOrder)_random.Next(2),
            Partition = _partitions == 1 ? null : row => _refused.Contains(row) ? throw RefusalOf(row) : PartitionOf(row),
        };
        _consumer = new StreamConsumer(_client.ScoreStreamAsync(_source, _options, _cancellation.Token));
    }

    public int Scored => _consumer.Results.Count(static result => result.HasScore);

    public int Failed => _consumer.Results.Count - Scored;

    public bool WasCancelled => _consumer.Error is OperationCanceledException;

    public bool HasLeft => _leaving is not null;

    public bool HasFailed => _sourceError is not null && _consumer.Error == _sourceError;

    public void Run()
    {
        bool mayBeGivenUp = _random.Next(3) == 0;
        for (int step = 0; step < Steps && !_consumer.HasEnded && _leaving is null; step++)
        {
            Step(mayBeGivenUp);
            Check();
        }

        Finish();
        CheckEnd();
    }

    private void Step(bool mayBeGivenUp)
    {
        switch (_random.Next(100))
        {
            case < 30:
                Give(_random.Next(1, _random.Next(2) == 0 ? 4 : 100));
                break;
            case < 65:
                EndCall();
                break;
            case < 96:
                Ask(_random.Next(1, 100));
                break;
            case 96 when mayBeGivenUp:
                _cancellation.Cancel();
                break;
            case > 96 when mayBeGivenUp && !_consumer.IsWaiting:
                _leaving = _consumer.DisposeAsync();
                break;
        }
    }

    private void Give(int count)
    {
        long[] rows = LongModel.Rows(count, _given.Count);
        foreach (long row in rows)
        {
            if (_partitions > 1 && _random.Next(50) == 0) _refused.Add(row);
        }

        foreach (long row in rows)
        {
            if (!_refused.Contains(row)) _next[PartitionOf(row)].Enqueue(row);
        }

        _given.AddRange(rows);
        _source.Add(rows);
    }

    private void Ask(int count)
    {
        if (!_consumer.IsWaiting) _consumer.Read(count);
    }

    private void EndCall()
    {
        HeldRowCall[] open = [.. _client.Open];
        if (open.Length == 0) return;
        HeldRowCall call = open[_random.Next(open.Length)];
        if (_cancellation.IsCancellationRequested || _leaving is not null) call.EndCancelled();
        else End(call, _random.Next(10));
    }

    private void End(HeldRowCall call, int how)
    {
        if (how == 0)
        {
            var error = new InvalidDataException("call");
            foreach (long row in call.Rows) _expected[row] = error;
            call.Fail(error);
            return;
        }

        RowError[] errors = how > 2 ? [] : [.. call.Rows.Index().Where(_ => _random.Next(3) == 0).Select(static row => new RowError(row.Index, new InvalidDataException($"row {row.Item}")))];
        foreach (long row in call.Rows) _expected[row] = null;
        foreach (RowError error in errors) _expected[call.Rows[error.Index]] = error.Error;
        if (errors.Length > 0) call.FailRows(errors);
        else call.Complete();
    }

    private void Finish()
    {
        if (_random.Next(4) == 0) _source.Fail(_sourceError = new InvalidDataException("source"));
        else _source.End();
        _sourceEnds = true;
        for (int i = 0; i < 100_000 && !(_consumer.HasEnded || _leaving?.IsCompleted == true); i++)
        {
            if (_source.IsWaiting) _source.EndWait();
            EndCall();
            if (_leaving is null) Ask(_random.Next(1, 100));
            Check();
        }
    }

    private void Check()
    {
        while (_taken < _source.Taken) _ahead.Add(_given[_taken++]);
        while (_checked < _consumer.Results.Count) CheckResult(_consumer.Results[_checked++]);
        Assert.InRange(_ahead.Count, 0, _maxInFlight);
        if (_cancellation.IsCancellationRequested || _leaving is not null || _consumer.HasEnded) return;

        // The window is used, no row lies about while the source waits or its partition has nothing in flight, and what may come out has come out.
        CheckSent();
        if (!_consumer.IsWaiting) return;
        if (!_sourceEnds) Assert.True(_source.IsWaiting || _ahead.Count == _maxInFlight, $"{_ahead.Count} rows ahead of {_maxInFlight}");
        CheckNothingIsReady();
    }

    private void CheckResult(ScoredRow<long, long> result)
    {
        Assert.True(_ahead.Remove(result.Row), $"{result} came out twice or was never taken.");
        if (_refused.Contains(result.Row))
        {
            Assert.Equal(RefusalOf(result.Row).Message, result.Error?.Message);
            return;
        }

        Assert.Equal(_expected[result.Row] is { } error ? new(result.Row, error) : new ScoredRow<long, long>(result.Row, LongModel.ScoreOf(result.Row)), result);
        if (_options.Order == StreamOrder.Partition) Assert.Equal(_next[PartitionOf(result.Row)].Dequeue(), result.Row);
    }

    private void CheckSent()
    {
        long[] lying = [.. _ahead.Where(row => !_sent.Contains(row) && !_refused.Contains(row))];
        if (_source.IsWaiting) Assert.Empty(lying);
        HashSet<int> busy = [.. _ahead.Where(row => _sent.Contains(row) && !_expected.ContainsKey(row)).Select(PartitionOf)];
        Assert.All(lying, row => Assert.Contains(PartitionOf(row), busy));
    }

    private void CheckNothingIsReady()
    {
        IEnumerable<long> next = _options.Order == StreamOrder.Completion
            ? _ahead
            : _ahead.Where(row => !_refused.Contains(row)).GroupBy(PartitionOf).Select(static rows => rows.First()).Concat(_ahead.Where(_refused.Contains));
        Assert.DoesNotContain(next, row => _expected.ContainsKey(row) || _refused.Contains(row));
    }

    private void CheckEnd()
    {
        Assert.Empty(_client.Open);
        Assert.Equal(_source.OpenCount, _source.DisposeCount);
        Assert.True(_consumer.HasEnded || _leaving is { IsCompletedSuccessfully: true }, "The stream did not end.");
        if (_leaving is not null || _consumer.Error is OperationCanceledException) return;
        Assert.Same(_sourceError, _consumer.Error);
        Assert.Equal(_given, _consumer.Rows.Order());
    }

    private int PartitionOf(long row) => (int)(row * 7919 % 104729 % _partitions);

    private static InvalidDataException RefusalOf(long row) => new($"row {row} has no key");
}
