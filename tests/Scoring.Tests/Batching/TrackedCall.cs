using Scoring.Bindings;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching;

/// <summary>A call whose rows no other call has, so that whatever appears in its scores can be told from another call's.</summary>
internal sealed class TrackedCall
{
    public const int MaxRows = 4096;

    /// <summary>Set in a row that cannot be written into a batch.</summary>
    private const long BadBit = 1L << 60;

    private const long Unwritten = long.MinValue;
    private const long Poison = long.MaxValue;

    /// <summary>How often each row was sent. Changed by interlocked operations.</summary>
    private readonly int[] _sent;

    public TrackedCall(long number, int count, Random random)
    {
        Number = number;
        bool hasBadRows = random.Next(4) == 0;
        Rows = new GuardedMemory<long>([.. Enumerable.Range(0, count).Select(i => (number * MaxRows) + i + (hasBadRows && random.Next(50) == 0 ? BadBit : 0))]);
        Scores = new GuardedMemory<long>([.. Enumerable.Repeat(Unwritten, count)]);
        _sent = new int[count];
    }

    public static RowBinding<long> Binding { get; } = RowBinding.For<long>()
        .Column("row", static (in long row) => (row & BadBit) == 0 ? row : throw new FormatException($"{row & ~BadBit}"))
        .Build();

    public long Number { get; }

    public int Count => _sent.Length;

    public GuardedMemory<long> Rows { get; }

    public GuardedMemory<long> Scores { get; }

    /// <summary>A leaf was asked for a row.</summary>
    public void OnSent(long row)
    {
        int times = Interlocked.Increment(ref _sent[row % MaxRows]);
        Assert.True(times == 1, $"Row {row} was sent {times} times.");
    }

    /// <summary>Checks that every row has its own score, or an error that is its own, and counts them.</summary>
    /// <param name="error">How the call ended.</param>
    /// <param name="mayBeCancelled">Whether its token was cancelled.</param>
    /// <param name="mayBeRejected">Whether it had a deadline, or the client was being disposed.</param>
    public RowTally Settle(Exception? error, bool mayBeCancelled, bool mayBeRejected)
    {
        switch (error)
        {
            case null:
                for (int i = 0; i < Count; i++) CheckScore(i, mustBeWritten: true);
                return new RowTally { Scored = Count };
            case ScoringRowsException rows:
                return SettleRows(rows, mayBeRejected);
            case OperationCanceledException:
                Assert.True(mayBeCancelled, $"Call {Number} was cancelled by nobody.");
                for (int i = 0; i < Count; i++) CheckScore(i, mustBeWritten: false);
                return new RowTally { Cancelled = Count };
            case ObjectDisposedException:
                Assert.True(mayBeRejected, $"Call {Number} was turned away for no reason.");
                Assert.Equal(-1, Scores.Values.AsSpan().IndexOfAnyExcept(Unwritten));
                return new RowTally { TurnedAway = Count };
            default:
                throw new InvalidOperationException($"Call {Number} ended with something else.", error);
        }
    }

    /// <summary>After the end: whoever still reads the rows or writes the scores is found out.</summary>
    public void PoisonMemory()
    {
        Rows.Close();
        Scores.Close();
        Array.Fill(Rows.Values, Poison);
        Array.Fill(Scores.Values, Poison);
    }

    public void CheckUntouched()
    {
        Assert.True((Rows.Violations, Scores.Violations) == (0, 0), $"The memory of call {Number} was looked at after its end.");
        Assert.True(Scores.Values.AsSpan().IndexOfAnyExcept(Poison) < 0, $"A score of call {Number} was written after its end.");
    }

    private RowTally SettleRows(ScoringRowsException exception, bool mayBeRejected)
    {
        Assert.Equal(Count, exception.Rows);
        var tally = default(RowTally);
        int next = 0;
        foreach (RowError error in exception.Errors)
        {
            Assert.True(error.Index >= next, $"The errors of call {Number} are not in order.");
            tally += new RowTally { Scored = error.Index - next };
            for (; next < error.Index; next++) CheckScore(next, mustBeWritten: true);
            tally += SettleError(error, mayBeRejected);
            next++;
        }

        tally += new RowTally { Scored = Count - next };
        for (; next < Count; next++) CheckScore(next, mustBeWritten: true);
        return tally;
    }

    private RowTally SettleError(RowError error, bool mayBeRejected)
    {
        long row = Rows.Values[error.Index];
        switch (error.Error)
        {
            case FormatException:
                Assert.Equal($"{row & ~BadBit}", error.Error.Message);
                Assert.Equal(Unwritten, Scores.Values[error.Index]);
                return new RowTally { Unwritable = 1 };
            case RequestFailure failure:
                Assert.True(failure.Rows.Contains(row), $"Row {row} has the error of another request.");
                Assert.Equal(Unwritten, Scores.Values[error.Index]);
                return new RowTally { Failed = 1 };
            default:
                // The score may have been written just when the time was over.
                Assert.True(error.Error is ScoringRejectedException or ObjectDisposedException, $"Row {row} has the error {error.Error}.");
                Assert.True(mayBeRejected, $"Row {row} was rejected for no reason.");
                CheckScore(error.Index, mustBeWritten: false);
                return new RowTally { Rejected = 1 };
        }
    }

    private void CheckScore(int index, bool mustBeWritten)
    {
        long row = Rows.Values[index], score = Scores.Values[index];
        bool isOwn = (row & BadBit) == 0 && score == LongModel.ScoreOf(row);
        if (!isOwn && (mustBeWritten || score != Unwritten)) Assert.Fail($"Row {row} of call {Number} has the score {score}.");
    }
}
