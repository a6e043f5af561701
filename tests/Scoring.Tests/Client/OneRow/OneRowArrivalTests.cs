using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Plain rows that have just come are put into a request without being queued: that must not be seen from outside.</summary>
public class OneRowArrivalTests
{
    private const int Seeds = 300, MostRows = 40, RowsTogether = 3;

    [Fact]
    public async Task Rows_of_every_kind_are_sent_once_and_in_their_order()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var starter = new QueueingStarter();
            var leaf = new HoldingLeaf(LongModel.Signature(lanes: 1));
            using var source = new CancellationTokenSource();
            IScoringClient<long, long> client = Clients.Started(
                leaf.Client, new ScoringClientOptions { ShutdownTimeout = TimeSpan.Zero, MaxBatchCount = random.Next(1, 12), AdaptBatchCount = false }, starter);
            var expected = new List<long>();
            var answers = new List<Task>();

            while (expected.Count < MostRows)
            {
                for (int i = random.Next(1, 9); i > 0; i--) answers.Add(Submit(client, random.Next(3), expected, source.Token));
                if (random.Next(2) == 0) starter.RunAll();
                if (random.Next(2) == 0) leaf.CompleteAll();
            }

            for (starter.RunAll(); leaf.Open.Any() || starter.Waiting.Count > 0; starter.RunAll()) leaf.CompleteAll();
            await Task.WhenAll(answers);
            Assert.True(expected.SequenceEqual(leaf.Requests.SelectMany(static request => request.Rows)), $"Seed {seed}.");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Request_that_plain_rows_do_not_fill_takes_the_others_along(int kind)
    {
        var starter = new QueueingStarter();
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 1));
        using var source = new CancellationTokenSource();
        IScoringClient<long, long> client = Clients.Started(leaf.Client, new ScoringClientOptions { ShutdownTimeout = TimeSpan.Zero, MaxBatchCount = 64 }, starter);
        var expected = new List<long>();

        _ = Submit(client, 0, expected, source.Token);
        _ = Submit(client, kind, expected, source.Token);
        _ = Submit(client, 0, expected, source.Token);
        starter.RunAll();

        Assert.Equal(expected, leaf.Requests.Single().Rows);
    }

    /// <summary>A row that only its score ends, one that may be cancelled, or some that come together.</summary>
    private static Task Submit(IScoringClient<long, long> client, int kind, List<long> expected, CancellationToken cancellable)
    {
        long[] rows = LongModel.Rows(kind == 2 ? RowsTogether : 1, first: expected.Count);
        expected.AddRange(rows);
        return kind switch
        {
            0 => client.ScoreAsync(rows[0]).AsTask(),
            1 => client.ScoreAsync(rows[0], cancellationToken: cancellable).AsTask(),
            _ => client.ScoreAsync(rows, new long[rows.Length]).AsTask(),
        };
    }
}
