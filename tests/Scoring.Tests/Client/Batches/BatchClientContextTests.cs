using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client.Batches;

/// <summary>What a request carries: the partition, the latest of its callers' deadlines, and word of its attempts to each of them.</summary>
public class BatchClientContextTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly HoldingLeaf _leaf = new();

    [Fact]
    public async Task Request_carries_its_partition_and_runs_where_it_is_started()
    {
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(3);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, new ScoringContext { Partition = 42 });

        Assert.Equal((42, true, true), (Context(0).Partition, Context(0).RunInline, Context(0).Deadline.IsNone));
        _leaf.CompleteAll();
        (await call).Dispose();
    }

    [Fact]
    public async Task Deadline_of_a_call_alone_is_the_requests()
    {
        await using IScoringClient client = NewClient(maxBatchCount: 2);
        using RecordBatch rows = LongModel.Batch(4);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, After(5));
        _leaf.CompleteAll();

        Assert.Equal([5 * s_second, 5 * s_second], _leaf.Requests.Select(static request => request.Context.Deadline.Remaining));
        (await call).Dispose();
    }

    [Theory]
    [InlineData(3, 9, 5)]
    [InlineData(9, 3, 5)]
    [InlineData(5, 3, 9)]
    public async Task Deadline_of_rows_that_travel_together_is_the_latest(int first, int second, int third)
    {
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(2);

        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(rows), client.ScoreAsync(rows, After(first)), client.ScoreAsync(rows, After(second)), client.ScoreAsync(rows, After(third))];
        _leaf.CompleteAll();

        Assert.Equal(9 * s_second, Context(1).Deadline.Remaining);
        foreach (ValueTask<RecordBatch> call in calls) (await call).Dispose();
    }

    [Fact]
    public async Task Deadlines_on_different_clocks_are_told_apart()
    {
        var ahead = new ManualTimeProvider();
        ahead.Advance(TimeSpan.FromHours(1));
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(2);

        ValueTask<RecordBatch>[] calls =
        [
            client.ScoreAsync(rows),
            client.ScoreAsync(rows, After(9)),
            client.ScoreAsync(rows, new ScoringContext { Deadline = Deadline.After(3 * s_second, ahead) }),
        ];
        _leaf.CompleteAll();

        Assert.Equal(9 * s_second, Context(1).Deadline.Remaining);
        foreach (ValueTask<RecordBatch> call in calls) (await call).Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_has_no_deadline_when_one_of_its_calls_has_none(bool cancellable)
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(2);

        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(rows), client.ScoreAsync(rows, After(3)), client.ScoreAsync(rows, default, cancellable ? cancellation.Token : default)];
        _leaf.Requests[0].Complete();

        Assert.True(Context(1).Deadline.IsNone);
        _leaf.CompleteAll();
        foreach (ValueTask<RecordBatch> call in calls) (await call).Dispose();
    }

    [Fact]
    public async Task Every_call_is_told_of_the_attempts_of_its_own_requests()
    {
        AttemptCount first = new(), second = new(), third = new();
        await using IScoringClient client = NewClient(maxBatchCount: 5);
        using RecordBatch one = LongModel.Batch(1), eight = LongModel.Batch(8), two = LongModel.Batch(2);

        ValueTask<RecordBatch>[] calls =
        [
            client.ScoreAsync(one, new ScoringContext { Attempts = first }),
            client.ScoreAsync(eight, new ScoringContext { Attempts = second }),
            client.ScoreAsync(two, new ScoringContext { Attempts = third }),
            client.ScoreAsync(two),
        ];
        while (_leaf.Open.FirstOrDefault() is { } request)
        {
            request.Context.Attempts!.OnAttempt(new ScoringAttempt(request.Rows.Length, s_second, Succeeded: false, Status: 503));
            request.Context.Attempts!.OnAttempt(new ScoringAttempt(request.Rows.Length, s_second, Succeeded: true));
            request.Complete();
        }

        Assert.Equal([1, 5, 5, 2], _leaf.Requests.Select(static request => request.Rows.Length));
        Assert.Equal([(1, 503), (1, null)], Told(first));
        Assert.Equal([(5, 503), (5, null), (5, 503), (5, null)], Told(second));
        Assert.Equal([(5, 503), (5, null)], Told(third));
        foreach (ValueTask<RecordBatch> call in calls) (await call).Dispose();

        static IEnumerable<(int Rows, int? Status)> Told(AttemptCount count) => count.Attempts.Select(static attempt => (attempt.Rows, attempt.Status));
    }

    private ScoringContext After(int seconds) => new() { Deadline = Deadline.After(seconds * s_second, _clock) };

    private ScoringContext Context(int request) => _leaf.Requests[request].Context;

    private IScoringClient NewClient(int? maxBatchCount = null) =>
        Clients.Batches(_leaf.Client, new ScoringClientOptions { MaxBatchCount = maxBatchCount, MaxParallelRequests = 1, TimeProvider = _clock });
}
