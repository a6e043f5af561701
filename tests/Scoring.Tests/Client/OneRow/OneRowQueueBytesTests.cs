using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>The queue holds as many rows as have no more bytes than it may hold.</summary>
public class OneRowQueueBytesTests
{
    private const int BytesPerRow = sizeof(long);

    private readonly ScoringClientOptions _options = new() { MaxParallelRequests = 1, MaxBatchCount = 100, QueueFullMode = QueueFullMode.Reject, ShutdownTimeout = TimeSpan.Zero };

    [Theory]
    [InlineData(1, 1000, 1, "MaxQueuedBytes is 1.")]
    [InlineData((3 * BytesPerRow) - 1, 1000, 2, "MaxQueuedBytes is 23.")]
    [InlineData(3 * BytesPerRow, 1000, 3, "MaxQueuedBytes is 24.")]
    [InlineData(3 * BytesPerRow, 2, 2, "MaxQueuedRows is 2.")]
    [InlineData(3 * BytesPerRow, 3, 3, "MaxQueuedRows is 3.")]
    [InlineData(null, 4, 4, "MaxQueuedRows is 4.")]
    public async Task Queue_is_full_at_the_limit_that_is_reached_first_and_the_error_names_it(int? maxBytes, int maxRows, int expected, string message)
    {
        (_options.MaxQueuedBytes, _options.MaxQueuedRows) = (maxBytes, maxRows);
        await using var client = new HeldClient(_options);
        Task<long>[] scores = [.. LongModel.Rows(expected + 1).Select(row => client.Score(row))];

        Task<long> rejected = client.Score(-1);
        Task many = client.ScoreMany([-2, -3], new long[2]);

        Assert.Contains(message, (await Assert.ThrowsAsync<ScoringRejectedException>(() => rejected)).Message);
        Assert.Contains(message, (await Assert.ThrowsAsync<ScoringRowsException>(() => many)).Errors[0].Error.Message);
        client.Leaf.CompleteAll();
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(expected + 1)), await Task.WhenAll(scores));
    }

    [Fact]
    public async Task Row_that_waits_longest_gives_its_place_and_is_told_of_the_bytes()
    {
        (_options.MaxQueuedBytes, _options.QueueFullMode) = (2 * BytesPerRow, QueueFullMode.RejectOldest);
        await using var client = new HeldClient(_options);
        Task<long>[] scores = [.. LongModel.Rows(4).Select(row => client.Score(row))];

        client.Leaf.CompleteAll();

        Assert.Contains("MaxQueuedBytes is 16.", (await Assert.ThrowsAsync<ScoringRejectedException>(() => scores[1])).Message);
        Assert.Equal([0, 2, 3], client.SentRows);
    }

    [Fact]
    public async Task Rows_beyond_the_bytes_wait_outside_where_they_may()
    {
        (_options.MaxQueuedBytes, _options.QueueFullMode) = (2 * BytesPerRow, QueueFullMode.Wait);
        await using var client = new HeldClient(_options);
        Task<long>[] scores = [.. LongModel.Rows(6).Select(row => client.Score(row))];

        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(6)), await Task.WhenAll(scores));
        Assert.Equal([[0], [1, 2], [3, 4], [5]], client.Requests.Select(static request => request.Rows));
    }

    [Fact]
    public async Task Bytes_of_texts_count_from_the_first_request_on_in_all_partitions()
    {
        _options.MaxQueuedBytes = 1000;
        var requests = new List<TaskCompletionSource<RecordBatch>>();
        var leaf = new ScriptedLeaf
        {
            OnGetSignature = static _ => new(new ScoringSignature
            {
                ModelName = Signatures.Model,
                Inputs = [new SignatureColumn("text", ElementType.String, [])],
                Outputs = [new SignatureColumn("score", ElementType.Int64, [])],
            }),
            OnScore = (_, _, _) =>
            {
                requests.Add(new TaskCompletionSource<RecordBatch>());
                return new(requests[^1].Task);
            },
        };
        _options.Starter = InlineStarter.Instance;
        await using IScoringClient<string, long> client = new ScoringClientBuilder(leaf).Build<string, long>(options: _options);
        Task<long> Score(int length, int partition) => client.ScoreAsync(new string('x', length), new RowOptions(Partition: partition)).AsTask();
        _ = Score(1, 1);
        Task<long>[] before = [.. Enumerable.Range(0, 20).Select(_ => Score(400, 1))];
        Assert.DoesNotContain(before, static row => row.IsFaulted);

        _ = Score(400, 2);
        Task<long>[] after = [.. Enumerable.Range(0, 4).Select(_ => Score(400, 2))];

        // A text has its end beside its bytes: two of them fit.
        Assert.Equal([false, false, true, true], after.Select(static row => row.IsFaulted));
        Assert.True(Score(1, 1).IsFaulted);
    }
}
