using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Of waiting rows of one priority those go first whose deadline is the earliest.</summary>
public class OneRowDeadlineOrderTests
{
    private readonly ScoringClientOptions _oneByOne = new() { MaxParallelRequests = 1, MaxBatchCount = 1, ShutdownTimeout = TimeSpan.Zero };

    [Fact]
    public async Task Earliest_deadline_goes_first_and_rows_without_one_last()
    {
        await using var client = new HeldClient(_oneByOne);
        _ = client.Score(0);
        int?[] seconds = [null, 30, 10, 20, 10, null];
        for (int i = 0; i < seconds.Length; i++) _ = client.Score(1 + i, new RowOptions(Deadline: Seconds(seconds[i])));

        client.Leaf.CompleteAll();

        Assert.Equal([0, 3, 5, 4, 2, 1, 6], client.SentRows);
    }

    [Fact]
    public async Task Rows_that_are_given_the_same_time_keep_their_order()
    {
        await using var client = new HeldClient(_oneByOne);
        for (int i = 0; i < 20; i++)
        {
            _ = client.Score(i, new RowOptions(Deadline: Seconds(30)));
            if (i % 3 == 0) client.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.Rows(20), client.SentRows);
    }

    [Fact]
    public async Task Priority_counts_before_the_deadline()
    {
        await using var client = new HeldClient(_oneByOne);
        _ = client.Score(0);
        _ = client.Score(1, new RowOptions(Deadline: Seconds(1)));
        _ = client.Score(2, new RowOptions(Priority: 1));
        _ = client.Score(3, new RowOptions(Priority: 1, Deadline: Seconds(50)));

        client.Leaf.CompleteAll();

        Assert.Equal([0, 3, 2, 1], client.SentRows);
    }

    [Fact]
    public async Task Row_with_an_earlier_deadline_overtakes_the_rest_of_a_call_of_many()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 10, ShutdownTimeout = TimeSpan.Zero });
        Task many = client.ScoreMany(LongModel.Rows(30), new long[30], new RowOptions(Deadline: Seconds(50)));
        Task<long> urgent = client.Score(1000, new RowOptions(Deadline: Seconds(10)));

        client.Leaf.CompleteAll();
        await many;

        Assert.Equal(LongModel.ScoreOf(1000), await urgent);
        Assert.Equal([.. LongModel.Rows(10), 1000, .. LongModel.Rows(20, first: 10)], client.SentRows);
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } time ? TimeSpan.FromSeconds(time) : null;
}
