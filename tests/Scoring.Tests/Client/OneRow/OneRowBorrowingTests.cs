using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>A partition with more rows uses the requests that others do not need, and gives them back.</summary>
public class OneRowBorrowingTests
{
    private readonly ScoringClientOptions _options = new()
    {
        MaxParallelRequests = 2,
        MaxBatchCount = 1,
        AdaptBatchCount = false,
        BorrowParallelRequests = true,
        ShutdownTimeout = TimeSpan.Zero,
    };

    [Theory]
    [InlineData(false, 1, 2)]
    [InlineData(true, 1, 2)]
    [InlineData(false, 3, 2)]
    [InlineData(true, 3, 6)]
    public async Task Partition_has_the_requests_of_all_that_are_in_use_and_no_more(bool borrows, int partitions, int expected)
    {
        _options.BorrowParallelRequests = borrows;
        await using var client = new HeldClient(_options);
        for (int partition = 1; partition < partitions; partition++) _ = Send(client, partition);
        client.Leaf.CompleteAll();

        for (int row = 0; row < 50; row++) _ = Send(client, 0);

        for (int left = 50; left > 0; left--)
        {
            Assert.Equal(Math.Min(expected, left), Open(client, 0));
            client.Leaf.Open.First().Complete();
        }

        Assert.Equal(expected, client.Leaf.MaxOpen);
    }

    [Fact]
    public async Task What_was_lent_is_back_with_the_requests_that_end_next()
    {
        await using var client = new HeldClient(_options);
        await LendAll(client);

        for (int row = 0; row < 5; row++) _ = Send(client, 1);
        Assert.Equal((4, 0), (Open(client, 0), Open(client, 1)));
        client.Leaf.Open.First().Complete();
        Assert.Equal((3, 1), (Open(client, 0), Open(client, 1)));
        client.Leaf.Open.First().Complete();
        Assert.Equal((2, 2), (Open(client, 0), Open(client, 1)));

        // Both have their own now: each keeps it.
        for (int i = 0; i < 3; i++)
        {
            client.Leaf.Open.First(static request => request.Context.Partition == 0).Complete();
            client.Leaf.Open.First(static request => request.Context.Partition == 1).Complete();
            Assert.Equal((2, 2), (Open(client, 0), Open(client, 1)));
        }

        client.Leaf.Open.First(static request => request.Context.Partition == 1).Complete();
        Assert.Equal((3, 1), (Open(client, 0), Open(client, 1)));
        Assert.Equal(4, client.Leaf.MaxOpen);
    }

    [Fact]
    public async Task First_row_of_a_new_partition_is_sent_at_once()
    {
        await using var client = new HeldClient(_options);
        await LendAll(client);

        _ = Send(client, 2);

        // It needs one of its two.
        Assert.Equal((5, 1), (Open(client, 0), Open(client, 2)));
        Assert.Equal(6, client.Leaf.MaxOpen);
    }

    [Fact]
    public async Task Partitions_that_borrow_take_turns()
    {
        await using var client = new HeldClient(_options);
        for (int partition = 2; partition < 6; partition++) _ = Send(client, partition);
        client.Leaf.CompleteAll();

        for (int row = 0; row < 60; row++) _ = Send(client, row % 2);
        for (int i = 0; i < 12; i++) client.Leaf.Open.First().Complete();

        Assert.Equal((6, 6), (Open(client, 0), Open(client, 1)));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(null, 3)]
    public async Task Limits_of_the_leaf_and_of_all_partitions_hold_and_own_requests_go_before_borrowed_ones(int? lanes, int? total)
    {
        _options.MaxTotalRequests = total;
        await using var client = new HeldClient(_options, lanes);
        _ = Send(client, 1);
        client.Leaf.CompleteAll();
        for (int row = 0; row < 40; row++) _ = Send(client, 0);
        Assert.Equal(3, Open(client, 0));

        for (int row = 0; row < 10; row++) _ = Send(client, 1);
        for (int left = 10; left > 1; left--)
        {
            client.Leaf.Open.First(request => left == 10 || request.Context.Partition == 1).Complete();
            Assert.InRange(Open(client, 1), 1, 2);
        }

        Assert.Equal(3, client.Leaf.MaxOpen);
    }

    [Fact]
    public async Task Partition_that_never_stops_is_not_starved_by_one_that_borrows()
    {
        await using var client = new HeldClient(_options);
        await LendAll(client);
        _ = Send(client, 1);

        int served = 0;
        for (int i = 0; i < 40; i++)
        {
            HeldRequest first = client.Leaf.Open.First();
            if (first.Context.Partition == 1)
            {
                served++;
                _ = Send(client, 1);
            }

            _ = Send(client, 0);
            first.Complete();
        }

        // It had at least one of the four at any time but the first.
        Assert.InRange(served, 9, 40);
    }

    [Fact]
    public async Task Overloaded_partition_does_not_borrow_and_what_it_must_not_use_is_not_lent()
    {
        _options.MaxParallelRequests = 10;
        await using var client = new HeldClient(_options);
        _ = Send(client, 1);
        client.Leaf.CompleteAll();
        for (int row = 0; row < 100; row++) _ = Send(client, 0);
        Assert.Equal(20, Open(client, 0));

        // From 10 to 7, and to 8 after as many answers.
        client.Leaf.Open.First().Context.Attempts!.OnAttempt(new ScoringAttempt(1, TimeSpan.FromMilliseconds(10), Succeeded: false, Status: 503));
        for (int i = 0; i < 7; i++) client.Leaf.Open.First().Complete();
        Assert.Equal(13, Open(client, 0));

        for (int row = 0; row < 100; row++) _ = Send(client, 1);
        Assert.Equal((13, 7), (Open(client, 0), Open(client, 1)));
        for (int i = 0; i < 5; i++) client.Leaf.Open.First(static request => request.Context.Partition == 0).Complete();
        Assert.Equal((8, 10), (Open(client, 0), Open(client, 1)));
    }

    [Fact]
    public async Task Partitions_that_account_for_requests_in_flight_are_not_forgotten()
    {
        await using var client = new HeldClient(_options);
        for (int partition = 1; partition < 200; partition++) _ = Send(client, partition);
        client.Leaf.CompleteAll();
        for (int row = 0; row < 1000; row++) _ = Send(client, 0);
        int most = Open(client, 0);
        Assert.InRange(most, 4, 400);

        for (int i = 0; i < 400; i++)
        {
            client.Leaf.Open.First().Complete();
            Assert.Equal(most, Open(client, 0));
        }
    }

    /// <summary>Partition 0 has its own two requests in flight and those of partition 1, and more rows.</summary>
    private static async Task LendAll(HeldClient client)
    {
        Task<long> row = Send(client, 1);
        client.Leaf.CompleteAll();
        await row;
        for (int i = 0; i < 30; i++) _ = Send(client, 0);
        Assert.Equal(4, Open(client, 0));
    }

    private static Task<long> Send(HeldClient client, int partition) => client.Score(partition, new RowOptions(Partition: partition));

    private static int Open(HeldClient client, int partition) => client.Leaf.Open.Count(request => request.Context.Partition == partition);
}
