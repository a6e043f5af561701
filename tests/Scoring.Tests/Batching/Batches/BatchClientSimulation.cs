using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Batching.Batches;

/// <summary>
/// Callers, requests, cancellations and a clock on one thread, in an order that only the seed decides. The model is a row-by-row account: who sent it, in which
/// request it was, and what became of that.
/// </summary>
internal sealed class BatchClientSimulation
{
    private const int Steps = 300;
    private const int Calls = 40;

    private readonly Random _random;
    private readonly BatchTally _tally;
    private readonly ManualTimeProvider _clock = new();
    private readonly QueueingStarter _starter = new();
    private readonly BufferWatch _responses = new();
    private readonly RecordSchema _response = new(new ColumnSchema("score", ElementType.Int64));
    private readonly List<HeldRequest> _open = [];
    private readonly Dictionary<HeldRequest, Exception> _errors = [];
    private readonly List<SimulatedBatch> _calls = [];
    private readonly List<SimulatedBatch> _waiting = [];

    /// <summary>The last row that was sent of each partition's calls without a deadline, and of each call with one.</summary>
    private readonly Dictionary<(int Partition, long? Call), long> _last = [];

    private readonly ScriptedLeaf _leaf = new();
    private readonly ScoringClientOptions _options;
    private readonly int? _lanes;
    private readonly IScoringClient _client;
    private Task? _disposal;

    public BatchClientSimulation(int seed, BatchTally tally)
    {
        (_random, _tally) = (new Random(seed), tally);
        _lanes = _random.Next(2) == 0 ? _random.Next(1, 6) : null;
        _leaf.OnScore = Score;
        _leaf.OnGetSignature = _ => new(LongModel.Signature(_lanes, _random.Next(3) == 0 ? _random.Next(1, 20) : null));
        _options = new ScoringClientOptions
        {
            MaxBatchCount = _random.Next(1, 200),
            MaxParallelRequests = _random.Next(1, 6),
            MaxQueuedRows = _random.Next(3) == 0 ? _random.Next(1, 300) : 100_000,
            QueueFullMode = (QueueFullMode)_random.Next(3),
            MaxDelay = _random.Next(3) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1, 10)) : TimeSpan.Zero,
            ShutdownTimeout = TimeSpan.FromMilliseconds(_random.Next(50)),
            TimeProvider = _clock,
            Starter = _starter,
        };
        _client = new ScoringClientBuilder(_leaf).Build(_options);
    }

    public async Task RunAsync()
    {
        for (int step = 0; step < Steps; step++) Step();
        _clock.Advance(_options.MaxDelay);
        while (_starter.Waiting.Count > 0 || _open.Count > 0)
        {
            RunOne();
            EndOne();
            if (_starter.Waiting.Count == 0 && _open.Count == 0) _clock.Advance(_options.MaxDelay);
        }

        SettleEnded();
        Assert.Empty(_waiting);
        if (_disposal is null) CheckNoTimerIsLeft();
        await (_disposal ?? _client.DisposeAsync().AsTask());
        Assert.Equal(1, _leaf.DisposeCount);
        _responses.CheckAllReturned();
    }

    private void CheckNoTimerIsLeft()
    {
        // One sweep may still be due.
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _clock.ActiveTimers);
    }

    private void Step()
    {
        switch (_random.Next(20))
        {
            case 0 or 1 or 2 or 3: StartOne(); break;
            case 4 or 5 or 6 or 7 or 8: RunOne(); break;
            case 9 or 10 or 11 or 12: EndOne(); break;
            case 13: CancelOne(); break;
            case 14 or 15 or 16: _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(6))); break;
            case 17 when _random.Next(20) == 0: _disposal ??= _client.DisposeAsync().AsTask(); break;
            default: SettleEnded(); break;
        }
    }

    private void StartOne()
    {
        if (_calls.Count >= Calls) return;
        int count = _random.Next(3) == 0 ? _random.Next(1, 600) : _random.Next(1, 12);
        var call = new SimulatedBatch(_calls.Count, count, _random.Next(3), _random.Next(4) == 0 ? "other" : "row");
        _calls.Add(call);
        _tally.Started += count;
        Deadline deadline = _random.Next(3) == 0 ? Deadline.After(TimeSpan.FromMilliseconds(_random.Next(1, 40)), _clock) : Deadline.None;

        // The rows are the caller's, who may let go of them as soon as it likes.
        using RecordBatch rows = call.NewRows();
        try
        {
            call.Start(_client, rows, deadline, canBeCancelled: _random.Next(3) == 0);
            _waiting.Add(call);
        }
        catch (ObjectDisposedException)
        {
            Assert.NotNull(_disposal);
            _tally.TurnedAway += count;
        }
    }

    private void RunOne()
    {
        if (TakeAny(_starter.Waiting) is { } work) work.Execute();
    }

    private void EndOne()
    {
        if (TakeAny(_open) is not { } request) return;
        request.Context.Attempts!.OnAttempt(new ScoringAttempt(request.Rows.Length, TimeSpan.Zero, Succeeded: true));

        // The rows are lent to the leaf until now, whatever became of the caller.
        Assert.Equal(request.Rows, request.Batch.GetColumn<long>(0).Values.ToArray());
        if (_random.Next(12) == 0) Fail(request);
        else request.Complete(Answer(request.Rows));
    }

    private void CancelOne()
    {
        SimulatedBatch[] cancellable = [.. _calls.Where(static call => call.CanBeCancelled)];
        if (cancellable.Length > 0) cancellable[_random.Next(cancellable.Length)].Cancel();
    }

    private void SettleEnded()
    {
        foreach (SimulatedBatch call in _waiting.Where(static call => call.HasEnded).ToArray())
        {
            _waiting.Remove(call);
            call.Settle(_tally, request => _errors.GetValueOrDefault(request), _disposal is not null || _options.QueueFullMode != QueueFullMode.Wait);
        }
    }

    private ValueTask<RecordBatch> Score(RecordBatch rows, ScoringContext context, CancellationToken token)
    {
        var request = new HeldRequest(rows, context, token);
        CheckRows(request);
        if (_random.Next(6) == 0)
        {
            context.Attempts!.OnAttempt(new ScoringAttempt(request.Rows.Length, TimeSpan.Zero, Succeeded: true));
            return new(Answer(request.Rows));
        }

        _open.Add(request);
        Assert.InRange(_open.Count(open => open.Context.Partition == context.Partition), 1, _options.MaxParallelRequests!.Value);
        Assert.InRange(_open.Count, 1, _lanes ?? int.MaxValue);
        return request.Response;
    }

    private void CheckRows(HeldRequest request)
    {
        Assert.InRange(request.Rows.Length, 1, _options.MaxBatchCount!.Value);
        foreach (long row in request.Rows)
        {
            SimulatedBatch call = _calls[(int)(row / SimulatedBatch.MaxRows)];
            call.OnSent(row, request);
            Assert.Equal((call.Partition, call.Column), (request.Context.Partition, request.Batch.Schema.Columns[0].Name));
            (int, long?) line = (call.Partition, call.Deadline.IsNone ? null : call.Number);
            Assert.True(!_last.TryGetValue(line, out long last) || row > last, $"Row {row} was sent after row {last}.");
            _last[line] = row;
        }

        long[] calls = [.. request.Rows.Select(static row => row / SimulatedBatch.MaxRows).Distinct()];
        if (calls.Length > 1) _tally.Shared++;
        CheckDeadline(request, [.. calls.Select(number => _calls[(int)number].Deadline)]);
    }

    private static void CheckDeadline(HeldRequest request, Deadline[] deadlines)
    {
        if (deadlines.Any(static deadline => deadline.IsNone)) Assert.True(request.Context.Deadline.IsNone);
        else Assert.Equal(deadlines.Max(static deadline => deadline.Remaining), request.Context.Deadline.Remaining);
    }

    private void Fail(HeldRequest request)
    {
        var failure = new RequestFailure(request.Rows);
        _errors.Add(request, failure);
        request.Fail(failure);
    }

    private RecordBatch Answer(long[] rows)
    {
        var response = RecordBatch.Rent(_response, rows.Length);
        _responses.Add(response);
        LongModel.ScoresOf(rows).CopyTo(response.GetColumn<long>(0).Values);
        return response;
    }

    private T? TakeAny<T>(List<T> list)
        where T : class
    {
        if (list.Count == 0) return null;
        int index = _random.Next(list.Count);
        T item = list[index];
        list.RemoveAt(index);
        return item;
    }
}
