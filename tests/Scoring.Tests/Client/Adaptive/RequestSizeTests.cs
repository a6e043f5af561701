using Scoring.Isolation;
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Texts_of_whole_batches_count(bool isSlice)
    {
        List<int> sent = [];
        await using IScoringClient client = Clients.Batches(TextLeaf(sent), new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchBytes = 1_000 });
        string[] texts = [.. Enumerable.Range(0, 200).Select(static row => new string('x', row < 100 ? 1 : 50))];
        using RecordBatch all = RecordBatch.FromColumns(ColumnValues.Of("text", texts)), rows = isSlice ? all.Slice(100, 100) : all.Slice(0, 200);

        using RecordBatch response = await client.ScoreAsync(rows);

        // Of the slice each row has 50 bytes and is sent so from the first request on; of the batch 25.5 on average, and 50 once that is known.
        Assert.Equal(isSlice ? 20 : 39, sent[0]);
        Assert.All(sent, count => Assert.InRange(count, 1, isSlice ? 20 : 39));
        Assert.Equal(rows.RowCount, sent.Sum());
    }

    [Fact]
    public async Task Queue_takes_fewer_rows_of_batches_with_long_texts()
    {
        await using IScoringClient client = Clients.Batches(TextLeaf([], new TaskCompletionSource<RecordBatch>().Task), new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 1, MaxQueuedBytes = 1_000, QueueFullMode = QueueFullMode.Reject });
        using RecordBatch batch = RecordBatch.FromColumns(ColumnValues.Of("text", [.. Enumerable.Repeat(new string('x', 100), 5)]));
        Task<RecordBatch>[] calls = [.. Enumerable.Range(0, 4).Select(_ => client.ScoreAsync(batch).AsTask())];

        // Four rows of the first wait, and ten may.
        Assert.Equal([false, false, true, true], calls.Select(static call => call.IsFaulted));
        Assert.Contains("MaxQueuedBytes", (await Assert.ThrowsAsync<ScoringRejectedException>(() => calls[2])).Message, StringComparison.Ordinal);
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

    [Fact]
    public async Task Request_for_which_memory_is_lacking_is_sent_in_parts_and_no_search_for_bad_rows()
    {
        int calls = 0;
        var leaf = new ScriptedLeaf
        {
            OnScore = (rows, _, _) =>
            {
                calls++;
                return rows.RowCount <= 30 ? new ValueTask<RecordBatch>(LongModel.Score(rows)) : throw new ScoringRefusedException("Out of memory.") { IsTooLarge = true };
            },
        };
        IScoringClient client = new ScoringClientBuilder(leaf).UseRowIsolation(new RowIsolationOptions { MaxCalls = 1 }).Build();
        using RecordBatch rows = LongModel.Batch(100);

        using RecordBatch response = await client.ScoreAsync(rows);

        Assert.Empty(response.RowErrors);
        Assert.Equal(1 + 2 + 1 + 4, calls);
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

    private static ScriptedLeaf TextLeaf(List<int> sent, Task<RecordBatch>? answer = null) => new()
    {
        OnScore = (rows, _, _) =>
        {
            sent.Add(rows.RowCount);
            return answer is null ? new ValueTask<RecordBatch>(LongModel.Score(new long[rows.RowCount])) : new ValueTask<RecordBatch>(answer);
        },
    };
}
