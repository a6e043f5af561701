using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Batching;

/// <summary>
/// Callers, requests, cancellations and a clock on one thread, in an order that only the seed decides. Nobody awaits: calls are looked at, so that nothing leaves the thread.
/// </summary>
internal sealed class RowClientSimulation
{
    private const int Steps = 400;
    private const int Calls = 40;

    private readonly Random _random;
    private readonly ManualTimeProvider _clock = new();
    private readonly QueueingStarter _starter = new();
    private readonly List<HeldRequest> _requests = [];
    private readonly List<SimulatedCall> _calls = [];
    private readonly List<SimulatedCall> _settled = [];
    private readonly ScriptedLeaf _leaf = new();
    private readonly IScoringClient<long, long> _client;
    private Task? _disposal;

    public RowClientSimulation(int seed)
    {
        _random = new Random(seed);
        _leaf.OnScore = Score;
        _leaf.OnGetSignature = _ => new(LongModel.Signature(rowsPerRun: _random.Next(1, 50)));
        _client = new ScoringClientBuilder(_leaf).Build<long, long>(TrackedCall.Binding, options: new ScoringClientOptions
        {
            MaxBatchCount = _random.Next(1, 300),
            MaxParallelRequests = _random.Next(1, 9),
            ShutdownTimeout = TimeSpan.FromMilliseconds(_random.Next(50)),
            TimeProvider = _clock,
            Starter = _starter,
        });
    }

    public RowTally Tally { get; private set; }

    public long StartedRows { get; private set; }

    public async Task RunAsync()
    {
        for (int step = 0; step < Steps; step++) Step();
        while (_starter.Waiting.Count > 0 || _requests.Count > 0)
        {
            RunOne();
            EndOne();
        }

        SettleEnded();
        Assert.Empty(_calls);

        // Disposing has a timer of its own, which another thread may still be taking down.
        if (_disposal is null) Assert.Equal(0, _clock.ActiveTimers);
        await (_disposal ?? _client.DisposeAsync().AsTask());
        foreach (SimulatedCall call in _settled) call.Rows.CheckUntouched();
        Assert.Equal(StartedRows, Tally.Total);
        Assert.Equal(1, _leaf.DisposeCount);
    }

    private void Step()
    {
        switch (_random.Next(20))
        {
            case 0 or 1 or 2: StartOne(); break;
            case 3 or 4 or 5 or 6 or 7 or 8: RunOne(); break;
            case 9 or 10 or 11 or 12 or 13: EndOne(); break;
            case 14: CancelOne(); break;
            case 15 or 16: _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(8))); break;
            case 17 when _random.Next(30) == 0: _disposal ??= _client.DisposeAsync().AsTask(); break;
            default: SettleEnded(); break;
        }
    }

    private void StartOne()
    {
        if (_calls.Count + _settled.Count >= Calls) return;
        var rows = new TrackedCall(_calls.Count + _settled.Count, _random.Next(1, 600), _random);
        var call = new SimulatedCall(rows, _random.Next(3) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1, 60)) : null, _random.Next(3) == 0);
        StartedRows += rows.Count;
        if (call.CanBeCancelled && _random.Next(8) == 0) call.Cancel();
        try
        {
            call.Start(_client);
            _calls.Add(call);
        }
        catch (ObjectDisposedException error)
        {
            Assert.NotNull(_disposal);
            Settle(call, error);
        }
    }

    private void RunOne()
    {
        if (TakeAny(_starter.Waiting) is { } work) work.Execute();
    }

    private void EndOne()
    {
        if (TakeAny(_requests) is not { } request) return;

        // A model that was cancelled may answer all the same.
        if (request.HasEnded) return;
        int dice = _random.Next(20);
        if (dice == 0) request.Fail(new RequestFailure(request.Rows));
        else if (dice < 3 && request.Token.IsCancellationRequested) request.Fail(new OperationCanceledException(request.Token));
        else request.Complete();
    }

    private void CancelOne()
    {
        SimulatedCall[] cancellable = [.. _calls.Concat(_settled).Where(static call => call.CanBeCancelled)];
        if (cancellable.Length > 0) cancellable[_random.Next(cancellable.Length)].Cancel();
    }

    private void SettleEnded()
    {
        foreach (SimulatedCall call in _calls.Where(static call => call.HasEnded).ToArray())
        {
            _calls.Remove(call);
            Settle(call, call.TakeResult());
        }
    }

    private void Settle(SimulatedCall call, Exception? error)
    {
        Tally += call.Rows.Settle(error, call.IsCancelled, call.HasDeadline || _disposal is not null);
        call.Rows.PoisonMemory();
        _settled.Add(call);
    }

    private ValueTask<RecordBatch> Score(RecordBatch rows, ScoringContext context, CancellationToken token)
    {
        var request = new HeldRequest(rows, context, token);
        foreach (long row in request.Rows) CallOf(row).OnSent(row);
        switch (_random.Next(20))
        {
            case 0: throw new RequestFailure(request.Rows);
            case 1: return ValueTask.FromException<RecordBatch>(new RequestFailure(request.Rows));
            case 2 or 3 or 4: return new(LongModel.Score(request.Rows));
            case 5 or 6 or 7 or 8:
                // Ends inside the cancellation.
                token.UnsafeRegister(static request => ((HeldRequest)request!).FailUnlessEnded(new OperationCanceledException()), request);
                break;
            default: break;
        }

        _requests.Add(request);
        return request.Response;
    }

    private TrackedCall CallOf(long row)
    {
        long number = row / TrackedCall.MaxRows;
        return _calls.Concat(_settled).Select(static call => call.Rows).Single(call => call.Number == number);
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
