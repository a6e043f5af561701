using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Batches;

/// <summary>Many threads send batches of any size to one client, dispose of them, cancel, and look at every score.</summary>
public class BatchClientStressTests
{
    private const int Rounds = 4;
    private const int Callers = 8;
    private const int CallsPerCaller = 250;
    private const int Together = 4;
    private const int MaxRows = 1024;

    /// <summary>Only for a call that is lost: then the test fails rather than hangs.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private long _number;
    private long _started;
    private long _scored;
    private long _failed;
    private long _cancelled;
    private long _rejected;

    [Fact]
    public async Task Every_batch_ends_once_with_its_own_scores_or_an_error_of_its_own()
    {
        long requests = 0;
        for (int round = 0; round < Rounds; round++)
        {
            int seed = (int)Properties.Seed + (1000 * round);
            try
            {
                requests += await RunAsync(seed);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Round {round} failed: {error.Message} SCORING_TEST_SEED={Properties.Seed}", error);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{_number} calls, {requests} requests, {_started} rows: {_scored} scored, {_failed} failed, {_cancelled} cancelled, {_rejected} rejected");
        Assert.Equal(_started, _scored + _failed + _cancelled + _rejected);
        Assert.All([_scored, _failed, _cancelled, _rejected], static count => Assert.NotEqual(0, count));
    }

    private async Task<long> RunAsync(int seed)
    {
        var random = new Random(seed);
        var leaf = new BatchStressLeaf();
        leaf.Client.OnGetSignature = _ => new(LongModel.Signature(lanes: random.Next(2) == 0 ? random.Next(1, 5) : null));
        IScoringClient client = new ScoringClientBuilder(leaf.Client).Build(new ScoringClientOptions
        {
            MaxBatchCount = random.Next(20, 500),
            MaxParallelRequests = random.Next(1, 6),
            MaxQueuedRows = random.Next(500, 5_000),
            QueueFullMode = (QueueFullMode)random.Next(3),
        });
        Threads.Run(Callers, index => Call(client, new Random(seed + index)));
        await client.DisposeAsync().AsTask().WaitAsync(s_patience);
        Assert.Null(leaf.Violation);
        Assert.Equal(1, leaf.Client.DisposeCount);
        return leaf.Requests;
    }

    private void Call(IScoringClient client, Random random)
    {
        for (int i = 0; i < CallsPerCaller; i += Together)
        {
            using var cancellation = new CancellationTokenSource();
            (long Number, int Count, Task<RecordBatch> Scores)[] calls = [.. Enumerable.Range(0, Together).Select(_ => Start(client, random, cancellation.Token))];
            if (random.Next(4) == 0)
            {
                Thread.SpinWait(random.Next(20_000));
                cancellation.Cancel();
            }

            foreach ((long number, int count, Task<RecordBatch> scores) in calls) Settle(number, count, scores);
        }
    }

    private (long Number, int Count, Task<RecordBatch> Scores) Start(IScoringClient client, Random random, CancellationToken token)
    {
        long number = Interlocked.Increment(ref _number);
        int count = random.Next(3) == 0 ? random.Next(1, MaxRows) : random.Next(1, 30);
        Interlocked.Add(ref _started, count);
        var context = new ScoringContext
        {
            Partition = random.Next(3),
            Deadline = random.Next(8) == 0 ? Deadline.After(TimeSpan.FromMilliseconds(random.Next(0, 3))) : Deadline.None,
        };

        // The batch goes back to its pool while the rows are in the queue or in a request.
        using RecordBatch rows = LongModel.Batch(count + 3, first: (number * MaxRows * 2) - 1);
        return (number, count, client.ScoreAsync(rows.Slice(1, count), context, random.Next(3) == 0 ? token : default).AsTask());
    }

    private void Settle(long number, int count, Task<RecordBatch> call)
    {
        try
        {
            using RecordBatch scores = call.WaitAsync(s_patience).GetAwaiter().GetResult();
            Assert.Equal(LongModel.ScoresOf(LongModel.Rows(count, number * MaxRows * 2)), scores.GetColumn<long>(0).Values.ToArray());
            Interlocked.Add(ref _scored, count);
        }
        catch (RequestFailure failure)
        {
            Assert.Contains(failure.Rows, row => row / (MaxRows * 2) == number);
            Interlocked.Add(ref _failed, count);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Add(ref _cancelled, count);
        }
        catch (ScoringRejectedException)
        {
            Interlocked.Add(ref _rejected, count);
        }
    }
}
