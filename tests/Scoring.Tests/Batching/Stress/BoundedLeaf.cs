using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Stress;

/// <summary>A leaf that answers at once or later or fails, and watches how much it is asked to do at once.</summary>
internal sealed class BoundedLeaf
{
    private readonly StressSettings _settings;
    private readonly ulong _seed;
    private readonly byte[] _sent;
    private readonly byte[] _partitions;
    private readonly int[] _open;
    private int _allOpen;
    private int _mostOfOne;
    private int _mostOfAll;
    private long _requests;
    private string? _violation;

    public BoundedLeaf(StressSettings settings, int seed)
    {
        _settings = settings;
        _seed = (ulong)seed;
        _sent = new byte[settings.Rows];
        _partitions = new byte[settings.Rows];
        _open = new int[settings.Partitions];
        Client = new ScriptedLeaf { OnGetSignature = _ => new(LongModel.Signature(settings.Lanes)), OnScore = Score };
    }

    public ScriptedLeaf Client { get; }

    public long Requests => Volatile.Read(ref _requests);

    /// <summary>The most requests of one partition at once.</summary>
    public int MostOfOne => Volatile.Read(ref _mostOfOne);

    /// <summary>The most requests at once.</summary>
    public int MostOfAll => Volatile.Read(ref _mostOfAll);

    /// <summary>Rows are about to be submitted.</summary>
    public void Expect(ReadOnlySpan<long> rows, int partition)
    {
        foreach (long row in rows) Volatile.Write(ref _partitions[row], (byte)partition);
    }

    public bool WasSent(long row) => Volatile.Read(ref _sent[row]) == 1;

    public void ThrowViolation()
    {
        if (_violation is not null) throw new InvalidOperationException(_violation);
    }

    private ValueTask<RecordBatch> Score(RecordBatch batch, ScoringContext context, CancellationToken token)
    {
        Interlocked.Increment(ref _requests);
        ReadOnlySpan<long> rows = batch.GetColumn<long>(0).Values;
        Enter(rows, context.Partition);

        // One request after the other gets another fate.
        ulong dice = ((ulong)rows[0] + _seed) * 0x9E3779B97F4A7C15 >> 58;
        if (dice < 8) return AnswerLater(batch, rows.ToArray(), context.Partition, dice);
        if (dice == 8) Thread.SpinWait(2_000);
        Leave(context.Partition);
        return dice == 9 && rows[0] % 4 == 0 ? throw new RequestFailure(rows.ToArray()) : new(LongModel.Score(rows));
    }

    private async ValueTask<RecordBatch> AnswerLater(RecordBatch batch, long[] rows, int partition, ulong dice)
    {
        for (ulong i = 0; i <= dice; i++) await Task.Yield();
        if (!batch.GetColumn<long>(0).Values.SequenceEqual(rows)) Fail("A request changed while it was in flight.");
        Leave(partition);
        return dice == 0 ? throw new RequestFailure(rows) : LongModel.Score(rows);
    }

    private void Enter(ReadOnlySpan<long> rows, int partition)
    {
        foreach (long row in rows)
        {
            if (Volatile.Read(ref _partitions[row]) != partition) Fail($"Row {row} was sent in partition {partition}.");
            if (Interlocked.Exchange(ref _sent[row], 1) == 1) Fail($"Row {row} was sent twice.");
        }

        int ofOne = Interlocked.Increment(ref _open[partition]), ofAll = Interlocked.Increment(ref _allOpen);
        if (rows.Length > _settings.Options.MaxBatchCount) Fail($"{rows.Length} rows are in one request.");
        if (ofOne > _settings.Options.MaxParallelRequests && !_settings.Options.BorrowParallelRequests) Fail($"{ofOne} requests of partition {partition} ran at once.");
        if (ofAll > _settings.Partitions * _settings.Options.MaxParallelRequests) Fail($"{ofAll} requests of {_settings.Partitions} partitions ran at once.");
        if (ofAll > _settings.Lanes) Fail($"{ofAll} requests ran at once.");
        Raise(ref _mostOfOne, ofOne);
        Raise(ref _mostOfAll, ofAll);
    }

    private void Leave(int partition)
    {
        Interlocked.Decrement(ref _allOpen);
        Interlocked.Decrement(ref _open[partition]);
    }

    private void Fail(string violation) => Interlocked.CompareExchange(ref _violation, violation, null);

    private static void Raise(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (seen < value)
        {
            int before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
