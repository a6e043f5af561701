using System.Collections.Concurrent;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching;

/// <summary>A leaf that answers at once, later, in any order, with an error, or after a cancellation. What it does with a request depends on the request alone.</summary>
internal sealed class StressLeaf
{
    private readonly ConcurrentDictionary<long, TrackedCall> _calls = new();
    private readonly Lock _lock = new();

    /// <summary>Requests to be ended in any order. Under <see cref="_lock"/>.</summary>
    private readonly List<OpenRequest> _open = [];

    private Exception? _violation;
    private long _requests;

    public StressLeaf() => Client = new ScriptedLeaf { OnScore = Score };

    public ScriptedLeaf Client { get; }

    public long Requests => Volatile.Read(ref _requests);

    /// <summary>What was wrong with a request; it cannot be thrown, as the client would take it for the request's failure.</summary>
    public Exception? Violation => Volatile.Read(ref _violation);

    public void Add(TrackedCall call) => _calls[call.Number] = call;

    public void Remove(TrackedCall call) => _calls.TryRemove(call.Number, out _);

    /// <summary>Ends any open request; false when there is none.</summary>
    public bool TryEndOne(Random random)
    {
        OpenRequest request;
        lock (_lock)
        {
            if (_open.Count == 0) return false;
            int index = random.Next(_open.Count);
            (request, _open[index]) = (_open[index], _open[^1]);
            _open.RemoveAt(_open.Count - 1);
        }

        request.End();
        return true;
    }

    private void Check(long[] rows)
    {
        try
        {
            foreach (long row in rows)
            {
                // A call that ended long ago may still have had a request that was written but not yet sent.
                if (_calls.TryGetValue(row / TrackedCall.MaxRows, out TrackedCall? call)) call.OnSent(row);
            }
        }
        catch (Exception violation)
        {
            Interlocked.CompareExchange(ref _violation, violation, null);
        }
    }

    private ValueTask<RecordBatch> Score(RecordBatch batch, ScoringContext context, CancellationToken token)
    {
        Interlocked.Increment(ref _requests);
        long[] rows = batch.GetColumn<long>(0).Values.ToArray();
        Check(rows);

        // One request after the other gets another fate, but the same with the same seed.
        ulong dice = ((ulong)rows[0] + Properties.Seed) * 0x9E3779B97F4A7C15 >> 40;
        switch (dice % 32)
        {
            case 0: throw new RequestFailure(rows);
            case 1: return ValueTask.FromException<RecordBatch>(new RequestFailure(rows));
            case < 12: return new(LongModel.Score(rows));
            default: break;
        }

        var request = new OpenRequest(rows, fails: dice % 32 == 12);
        if (dice % 2 == 0) token.UnsafeRegister(static request => ((OpenRequest)request!).Cancel(), request);
        lock (_lock) _open.Add(request);
        return request.Response;
    }
}
