using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Stress;

/// <summary>A leaf with bad days: it refuses requests with a bad row in them, is overloaded, finds requests too large, fails, and answers at once or later. It tells of every attempt.</summary>
internal sealed class MoodyLeaf
{
    private const int TooLarge = 400;

    private readonly ulong _seed;
    private readonly int[] _scored;
    private int _requests;
    private string? _violation;

    public MoodyLeaf(int rows, int seed, int? lanes)
    {
        _seed = (ulong)seed;
        _scored = new int[rows];
        Client = new ScriptedLeaf { OnGetSignature = _ => new(LongModel.Signature(lanes)), OnScore = Score };
    }

    public ScriptedLeaf Client { get; }

    public int Requests => Volatile.Read(ref _requests);

    public static bool IsBad(long row) => row % 211 == 17;

    public static string RefusalOf(long row) => $"Row {row} is bad.";

    public bool WasScored(long row) => Volatile.Read(ref _scored[row]) > 0;

    public void ThrowViolation()
    {
        if (_violation is not null) throw new InvalidOperationException(_violation);
    }

    private ValueTask<RecordBatch> Score(RecordBatch batch, ScoringContext context, CancellationToken token)
    {
        int number = Interlocked.Increment(ref _requests);
        ulong dice = ((ulong)number + _seed) * 0x9E3779B97F4A7C15 >> 56;
        return dice < 40 ? AnswerLater(batch, context, dice) : Answer(batch, in context, dice);
    }

    private async ValueTask<RecordBatch> AnswerLater(RecordBatch batch, ScoringContext context, ulong dice)
    {
        long[] rows = batch.GetColumn<long>(0).Values.ToArray();
        for (ulong i = 0; i <= dice % 7; i++) await Task.Yield();
        if (!batch.GetColumn<long>(0).Values.SequenceEqual(rows)) Interlocked.CompareExchange(ref _violation, "A request changed while it was in flight.", null);
        return await Answer(batch, in context, dice);
    }

    private ValueTask<RecordBatch> Answer(RecordBatch batch, in ScoringContext context, ulong dice)
    {
        ReadOnlySpan<long> rows = batch.GetColumn<long>(0).Values;
        (int status, Exception? error) = ErrorOf(rows, dice);
        var duration = TimeSpan.FromTicks(1 + (rows.Length * 3) + (long)(dice * 40));
        TimeSpan? retryAfter = status == 503 && dice % 2 == 0 ? TimeSpan.FromMilliseconds(1) : null;
        context.Attempts?.OnAttempt(new ScoringAttempt(rows.Length, duration, error is null, status, retryAfter));
        if (error is not null) return ValueTask.FromException<RecordBatch>(error);
        foreach (long row in rows)
        {
            if (Interlocked.Increment(ref _scored[row]) > 1) Interlocked.CompareExchange(ref _violation, $"Row {row} was scored twice.", null);
        }

        return new ValueTask<RecordBatch>(LongModel.Score(rows));
    }

    private static (int Status, Exception? Error) ErrorOf(ReadOnlySpan<long> rows, ulong dice)
    {
        if (dice % 64 == 5) return (503, new RequestFailure(rows.ToArray()));
        if (rows.Length > TooLarge) return (413, new ScoringException("The request is too large.") { Status = 413 });
        foreach (long row in rows)
        {
            if (IsBad(row)) return (400, new ScoringRefusedException(RefusalOf(row)) { Status = 400 });
        }

        return (200, null);
    }
}
