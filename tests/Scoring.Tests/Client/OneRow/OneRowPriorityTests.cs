using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Waiting rows of a higher priority go first.</summary>
public class OneRowPriorityTests
{
    private readonly ScoringClientOptions _oneByOne = new() { MaxParallelRequests = 1, MaxBatchCount = 1, ShutdownTimeout = TimeSpan.Zero };

    [Fact]
    public async Task Higher_priority_goes_first_and_of_one_priority_the_first_come()
    {
        await using var client = new HeldClient(_oneByOne);
        _ = client.Score(0);
        int[] priorities = [0, 2, -1, 1, 2];
        for (int i = 0; i < priorities.Length; i++) _ = client.Score(1 + i, new RowOptions(Priority: priorities[i]));

        client.Leaf.CompleteAll();

        Assert.Equal([0, 2, 5, 4, 1, 3], client.SentRows);
    }

    [Fact]
    public async Task Lower_priority_waits_as_long_as_there_is_a_higher_one()
    {
        await using var client = new HeldClient(_oneByOne);
        _ = client.Score(0);
        for (int i = 0; i < 3; i++) _ = client.Score(1000 + i, new RowOptions(Priority: -9));
        for (int i = 1; i <= 30; i++) _ = client.Score(i);

        client.Leaf.CompleteAll();

        Assert.Equal([.. LongModel.Rows(31), 1000, 1001, 1002], client.SentRows);
    }

    [Fact]
    public async Task Request_is_filled_up_with_lower_priorities()
    {
        await using var client = new HeldClient();
        _ = client.Score(0);
        _ = client.Score(1, new RowOptions(Priority: -1));
        _ = client.Score(2, new RowOptions(Priority: 5));
        _ = client.Score(3);

        client.Leaf.CompleteAll();

        Assert.Equal([[0], [2, 3, 1]], client.Requests.Select(static request => request.Rows));
    }

    [Fact]
    public async Task Row_overtakes_a_call_of_many_rows_of_a_lower_priority()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 10, ShutdownTimeout = TimeSpan.Zero });
        Task many = client.ScoreMany(LongModel.Rows(50), new long[50]);
        Task<long> urgent = client.Score(1000, new RowOptions(Priority: 1));

        client.Leaf.CompleteAll();
        await many;

        Assert.Equal(LongModel.ScoreOf(1000), await urgent);
        Assert.Equal([.. LongModel.Rows(10), 1000, .. LongModel.Rows(40, first: 10)], client.SentRows);
    }

    [Fact]
    public async Task Priority_counts_within_a_partition_only()
    {
        await using var client = new HeldClient(_oneByOne, lanes: 1);
        _ = client.Score(0);
        for (int i = 0; i < 4; i++)
        {
            _ = client.Score(100 + i, new RowOptions(Partition: 1));
            _ = client.Score(200 + i, new RowOptions(Partition: 2, Priority: 9));
        }

        client.Leaf.CompleteAll();

        Assert.Equal([0, 100, 200, 101, 201, 102, 202, 103, 203], client.SentRows);
    }

    [Fact]
    public async Task Lower_priority_that_has_waited_long_enough_goes_before_a_higher_one_that_has_not()
    {
        _oneByOne.PriorityAgeing = TimeSpan.FromSeconds(1);
        await using var client = new HeldClient(_oneByOne);
        _ = client.Score(0);
        _ = client.Score(1);
        client.Clock.Advance(TimeSpan.FromMilliseconds(1999));
        _ = client.Score(2, new RowOptions(Priority: 2));
        client.Requests[0].Complete();
        Assert.Equal([0, 2], client.SentRows);

        client.Clock.Advance(TimeSpan.FromMilliseconds(1));
        _ = client.Score(3, new RowOptions(Priority: 2));
        _ = client.Score(4, new RowOptions(Priority: 1));
        client.Leaf.CompleteAll();

        // At a tie the higher priority is first.
        Assert.Equal([0, 2, 3, 1, 4], client.SentRows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lower_priority_is_starved_only_where_priorities_do_not_age(bool ages)
    {
        if (ages) _oneByOne.PriorityAgeing = TimeSpan.FromMilliseconds(10);
        await using var client = new HeldClient(_oneByOne);
        _ = client.Score(0);
        _ = client.Score(-1, new RowOptions(Priority: -5));
        for (int row = 1; row <= 20; row++)
        {
            _ = client.Score(row);
            client.Clock.Advance(TimeSpan.FromMilliseconds(10));
            client.Leaf.Open.Single().Complete();
        }

        // One priority higher for each round, and the row of the round for one: so it is above that, not only beside, after seven.
        Assert.Equal(ages ? 7 : -1, client.SentRows.ToList().IndexOf(-1));
    }
}
