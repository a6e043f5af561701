using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

/// <summary>The score of row <c>i</c> is at <c>i</c>, however the rows are cut and in whatever order the requests end.</summary>
public class RowClientOrderTests
{
    public static TheoryData<int> Sizes => [0, 1, 63, 64, 65, 200, 201, 8192];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Scores_of_a_leaf_that_answers_at_once_are_in_order(int rows)
    {
        await using IScoringClient<long, long> client = Clients.Inline(new ScriptedLeaf(), maxParallelRequests: 4);

        await CheckOrder(client, rows);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Scores_of_requests_on_the_thread_pool_are_in_order(int rows)
    {
        await using IScoringClient<long, long> client = Clients.Pooled(new ScriptedLeaf());

        await CheckOrder(client, rows);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Scores_of_a_leaf_that_answers_on_another_thread_are_in_order(int rows)
    {
        var leaf = new ScriptedLeaf
        {
            OnScore = static async (rows, _, _) =>
            {
                await Task.Yield();
                return LongModel.Score(rows);
            },
        };
        await using IScoringClient<long, long> client = Clients.Pooled(leaf, new ScoringClientOptions { MaxBatchCount = 100, MaxParallelRequests = 3 });

        await CheckOrder(client, rows);
    }

    [Fact]
    public async Task Scores_of_requests_that_end_in_any_order_are_in_order()
    {
        for (int round = 0; round < 100; round++)
        {
            int seed = (int)Properties.Seed + round;
            var random = new Random(seed);
            var leaf = new HoldingLeaf(LongModel.Signature(rowsPerRun: random.Next(1, 100)));
            await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, random.Next(1, 500), random.Next(1, 17));
            long[] rows = LongModel.Rows(random.Next(1, 3000), first: 1000);
            var scores = new long[rows.Length];

            ValueTask call = client.ScoreAsync(rows, scores);
            while (leaf.Open.ToArray() is { Length: > 0 } open) open[random.Next(open.Length)].Complete();
            await call;

            Assert.True(LongModel.ScoresOf(rows).SequenceEqual(scores), $"The scores are out of order with seed {seed}.");
            Assert.True(rows.SequenceEqual(leaf.Requests.SelectMany(static request => request.Rows)), $"A row was lost or sent twice with seed {seed}.");
        }
    }

    [Fact]
    public async Task Extension_gives_the_scores_as_a_new_array()
    {
        await using IScoringClient<long, long> client = Clients.Inline(new ScriptedLeaf());
        long[] rows = LongModel.Rows(300);

        Assert.Equal(LongModel.ScoresOf(rows), await client.ScoreAsync(rows));
        Assert.Empty(await client.ScoreAsync(ReadOnlyMemory<long>.Empty));
    }

    private static async Task CheckOrder(IScoringClient<long, long> client, int count)
    {
        long[] rows = LongModel.Rows(count);
        long[] scores = [.. Enumerable.Repeat(-1L, count + 3)];

        await client.ScoreAsync(rows, scores);

        Assert.Equal([.. LongModel.ScoresOf(rows), -1, -1, -1], scores);
    }
}
