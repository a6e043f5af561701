
namespace Scoring.Tests.Batching.Scheduling;

/// <summary>What the scheduler concludes from the model's runs.</summary>
public class RunTimesTests
{
    private readonly RunTimes _times = new();

    [Fact]
    public void Single_row_is_not_short_before_one_was_seen()
    {
        _times.Add(2, TimeSpan.FromMicroseconds(1));

        Assert.False(_times.IsSingleRowShort);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void Single_row_is_short_up_to_twenty_microseconds(int microseconds, bool expected)
    {
        _times.Add(1, TimeSpan.FromMicroseconds(microseconds));

        Assert.Equal(expected, _times.IsSingleRowShort);
    }

    [Theory]
    [InlineData(10, 50, true)]
    [InlineData(10, 60, false)]
    [InlineData(200, 1000, true)]
    public void Each_row_is_short_up_to_five_microseconds_of_a_run(int rows, int microseconds, bool expected)
    {
        Assert.True(_times.IsEachRowShort);

        _times.Add(rows, TimeSpan.FromMicroseconds(microseconds));

        Assert.Equal(expected, _times.IsEachRowShort);
    }

    [Fact]
    public void Single_rows_that_become_slow_are_noticed_and_so_are_those_that_become_fast()
    {
        for (int i = 0; i < 10; i++) _times.Add(1, TimeSpan.FromMicroseconds(5));
        for (int i = 0; i < 30; i++) _times.Add(1, TimeSpan.FromMicroseconds(200));
        Assert.False(_times.IsSingleRowShort);

        for (int i = 0; i < 100; i++) _times.Add(1, TimeSpan.FromMicroseconds(5));
        Assert.True(_times.IsSingleRowShort);
    }

    [Fact]
    public void Leaf_that_tells_of_no_time_changes_nothing()
    {
        _times.Add(1, TimeSpan.Zero);
        _times.Add(0, TimeSpan.FromSeconds(1));
        _times.Add(1, TimeSpan.FromSeconds(-1));

        Assert.False(_times.IsSingleRowShort);
        Assert.Equal(100, _times.Share(100, 4));
    }

    [Theory]
    [InlineData(10, 2, 10)]
    [InlineData(12, 2, 6)]
    [InlineData(100, 4, 25)]
    [InlineData(101, 4, 26)]
    [InlineData(1, 4, 1)]
    public void Rows_are_shared_only_where_that_saves_more_than_a_hop(int rows, int lanes, int expected)
    {
        // At one microsecond per row a hop is worth five rows.
        _times.Add(100, TimeSpan.FromMicroseconds(100));

        Assert.Equal(expected, _times.Share(rows, lanes));
    }
}
