using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Partitions have their own requests and their own limit, and those that wait for the leaf take turns.</summary>
public class OneRowPartitionTests
{
    [Fact]
    public async Task Request_carries_its_partition_and_none_is_zero()
    {
        await using var client = new HeldClient();

        _ = client.Score(1);
        _ = client.Score(2, new RowOptions(Partition: 7));
        _ = client.Score(3, new RowOptions(Partition: int.MinValue));

        Assert.Equal([0, 7, int.MinValue], client.Requests.Select(static request => request.Context.Partition));
    }

    [Fact]
    public async Task Rows_of_different_partitions_never_share_a_request()
    {
        await using var client = new HeldClient();
        for (int i = 0; i < 60; i++) _ = client.Score(i, new RowOptions(Partition: i % 3));

        client.Leaf.CompleteAll();

        Assert.All(client.Requests, static request => Assert.All(request.Rows, row => Assert.Equal(request.Context.Partition, row % 3)));
        for (int partition = 0; partition < 3; partition++) Assert.Equal(Enumerable.Range(0, 20).Select(i => (3L * i) + partition), client.SentRows.Where(row => row % 3 == partition));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 4)]
    public async Task Each_partition_reaches_its_limit_and_never_exceeds_it(int partitions, int parallel)
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = parallel, MaxBatchCount = 1, ShutdownTimeout = TimeSpan.Zero });
        const int RowsEach = 12;
        for (int i = 0; i < partitions * RowsEach; i++) _ = client.Score(i, new RowOptions(Partition: i % partitions));

        for (int left = partitions * RowsEach; left > 0; left--)
        {
            IGrouping<int, HeldRequest>[] open = [.. client.Leaf.Open.GroupBy(static request => request.Context.Partition)];
            foreach (IGrouping<int, HeldRequest> requests in open) Assert.Equal(Math.Min(parallel, LeftOf(requests.Key)), requests.Count());
            client.Leaf.Open.First().Complete();
        }

        Assert.Equal(partitions * parallel, client.Leaf.MaxOpen);
        Assert.Empty(client.Leaf.Open);

        int LeftOf(int partition) => RowsEach - client.Requests.Count(request => request.HasEnded && request.Context.Partition == partition);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Leaf_runs_as_many_requests_as_it_says_and_no_more(int lanes)
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxBatchCount = 1, ShutdownTimeout = TimeSpan.Zero }, lanes);
        for (int i = 0; i < 60; i++) _ = client.Score(i, new RowOptions(Partition: i % 5));

        for (int left = 60; left > 0; left--)
        {
            Assert.Equal(Math.Min(lanes, left), client.Leaf.Open.Count());
            client.Leaf.Open.Last().Complete();
        }

        Assert.Equal(lanes, client.Leaf.MaxOpen);
        Assert.Equal(60, client.SentRows.Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Partitions_that_wait_take_turns(int lanes)
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxBatchCount = 1, ShutdownTimeout = TimeSpan.Zero }, lanes);
        for (int lane = 0; lane < lanes; lane++) _ = client.Score(lane, new RowOptions(Partition: 100));
        for (int i = 0; i < 40; i++) _ = client.Score(i, new RowOptions(Partition: i / 10));

        client.Leaf.CompleteAll();

        Assert.Equal(Enumerable.Range(0, 40).Select(static i => i % 4), client.Requests.Skip(lanes).Select(static request => request.Context.Partition));
    }

    [Fact]
    public async Task Partition_with_many_rows_does_not_keep_another_waiting()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxBatchCount = 10, ShutdownTimeout = TimeSpan.Zero }, lanes: 1);
        Task many = client.ScoreMany(LongModel.Rows(1000), new long[1000]);
        Task<long> single = client.Score(5000, new RowOptions(Partition: 1));

        client.Requests[0].Complete();
        client.Requests[1].Complete();

        Assert.Equal(LongModel.ScoreOf(5000), await single);
        client.Leaf.CompleteAll();
        await many;
    }

    [Fact]
    public async Task Partition_at_its_limit_leaves_the_leaf_to_others()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 1, ShutdownTimeout = TimeSpan.Zero }, lanes: 3);
        for (int i = 0; i < 10; i++) _ = client.Score(i);
        Assert.Single(client.Leaf.Open);

        _ = client.Score(100, new RowOptions(Partition: 1));
        _ = client.Score(200, new RowOptions(Partition: 2));
        _ = client.Score(300, new RowOptions(Partition: 3));

        Assert.Equal([0, 100, 200], client.Leaf.Open.SelectMany(static request => request.Rows));
    }

    [Fact]
    public async Task Ten_thousand_partitions_all_get_their_scores()
    {
        await using IScoringClient<long, long> client = Clients.Started(new ScriptedLeaf());

        for (int partition = 0; partition < 10_000; partition++) Assert.Equal(LongModel.ScoreOf(partition), await client.ScoreAsync(partition, new RowOptions(Partition: partition)));
    }

    [Fact]
    public async Task Partition_is_collected_only_when_it_is_idle()
    {
        await using var client = new HeldClient();
        Task<long> flying = client.Score(1, new RowOptions(Partition: -1)), waiting = client.Score(2, new RowOptions(Partition: -1));
        for (int partition = 0; partition < 1000; partition++)
        {
            Task<long> score = client.Score(partition, new RowOptions(Partition: partition));
            client.Requests[^1].Complete();
            await score;
        }

        Task<long> last = client.Score(3, new RowOptions(Partition: -1));
        Assert.Single(client.Leaf.Open);
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf([1, 2, 3]), await Task.WhenAll(flying, waiting, last));
        Assert.Equal([2, 3], client.Requests[^1].Rows);
    }
}
