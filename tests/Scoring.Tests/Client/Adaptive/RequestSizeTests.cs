using Scoring.Records;
using Scoring.Tests.Client.OneRow;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.Adaptive;

/// <summary>What bounds a request besides its rows: bytes, an endpoint's refusal, all partitions together.</summary>
public class RequestSizeTests
{
    private const int BytesPerRow = sizeof(long);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(BytesPerRow, 1)]
    [InlineData((10 * BytesPerRow) - 1, 9)]
    [InlineData(10 * BytesPerRow, 10)]
    [InlineData(1_000_000, 50)]
    public async Task Request_has_no_more_bytes_than_it_may(long maxBytes, int largest)
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 50, MaxBatchBytes = maxBytes, ShutdownTimeout = TimeSpan.Zero });
        Task<long>[] calls = [.. LongModel.Rows(120).Select(row => client.Score(row))];

        client.Leaf.CompleteAll();

        Assert.Equal(largest, client.Requests.Max(static request => request.Rows.Length));
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(120)), await Task.WhenAll(calls));
    }

    [Fact]
    public async Task Many_rows_are_cut_by_their_bytes_too()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchBytes = 100 * BytesPerRow, ShutdownTimeout = TimeSpan.Zero });
        long[] rows = LongModel.Rows(1_000), scores = new long[1_000];
        Task call = client.ScoreMany(rows, scores);

        client.Leaf.CompleteAll();
        await call;

        Assert.Equal(100, client.Requests.Max(static request => request.Rows.Length));
        Assert.Equal(LongModel.ScoresOf(rows), scores);
    }

    [Fact]
    public async Task Request_that_was_too_large_halves_those_that_follow()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 100, ShutdownTimeout = TimeSpan.Zero });
        for (int row = 0; row < 400; row++) _ = client.Score(row);
        client.Requests[0].Complete();
        HeldRequest large = client.Leaf.Open.Single();
        Assert.Equal(100, large.Rows.Length);

        large.Context.Attempts!.OnAttempt(new ScoringAttempt(100, TimeSpan.FromMilliseconds(1), Succeeded: false, Status: 413));
        large.Fail(new ScoringException("Too large.") { Status = 413 });

        client.Leaf.CompleteAll();
        Assert.Equal(50, client.Requests.Skip(2).Max(static request => request.Rows.Length));
    }

    [Fact]
    public async Task Request_that_is_too_large_is_sent_in_parts_by_the_stage_that_isolates_rows()
    {
        var leaf = new ScriptedLeaf
        {
            OnScore = static (rows, context, _) =>
            {
                bool fits = rows.RowCount <= 30;
                context.Attempts?.OnAttempt(new ScoringAttempt(rows.RowCount, TimeSpan.FromMilliseconds(1), fits, fits ? 200 : 413));
                return fits ? new ValueTask<RecordBatch>(LongModel.Score(rows)) : throw new ScoringException("Too large.") { Status = 413 };
            },
        };
        IScoringClient client = new ScoringClientBuilder(leaf).UseRowIsolation().Build();
        using RecordBatch rows = LongModel.Batch(100);

        using RecordBatch response = await client.ScoreAsync(rows);

        Assert.Empty(response.RowErrors);
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(100)), response.GetColumn<long>(0).Values.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task All_partitions_together_have_no_more_requests_in_flight_than_they_may_and_all_have_their_turn(int max)
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 2, MaxTotalRequests = max, MaxBatchCount = 1, ShutdownTimeout = TimeSpan.Zero });
        for (int row = 0; row < 60; row++) _ = client.Score(row, new RowOptions(Partition: row % 6));

        Assert.Equal(max, client.Leaf.Open.Count());
        while (client.Leaf.Open.FirstOrDefault() is { } request)
        {
            request.Complete();
            int[] sent = [.. Enumerable.Range(0, 6).Select(partition => client.SentRows.Count(row => row % 6 == partition))];
            Assert.InRange(sent.Max() - sent.Min(), 0, 3);
        }

        Assert.Equal(max, client.Leaf.MaxOpen);
        Assert.Equal(60, client.SentRows.Count());
    }
}
