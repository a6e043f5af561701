using Scoring.Tuning.Load;

namespace Scoring.Tests.Tuning.Load;

/// <summary>Rows that come every millisecond and are answered in requests of fifty.</summary>
public class OpenLoopResultTests
{
    private const int Frequency = 1000, Requests = 9, RowsEach = 50;

    private static readonly long[] s_arrivals = [.. Enumerable.Range(0, 1000).Select(static i => (long)i)];

    [Theory]
    [InlineData(500, 900, 0, true)]
    [InlineData(500, 30, 40, true)]
    [InlineData(500, 30, 0, false)]
    [InlineData(90, 900, 0, false)]
    [InlineData(90, 30, 40, false)]
    public void Rate_is_too_much_where_rows_are_left_over_and_times_grow_or_far_fewer_are_answered(int backlog, int time, int growth, bool isFallingBehind)
    {
        List<OpenLoop.Sent> sent = [.. Enumerable.Range(0, Requests).Select(i => new OpenLoop.Sent(i * RowsEach, RowsEach, (i * RowsEach) + time + (i * growth)))];

        var result = new OpenLoopResult(s_arrivals, sent, Requests, 0, backlog, Frequency);

        Assert.Equal(isFallingBehind, result.IsFallingBehind(RowsEach, Frequency));
    }
}
