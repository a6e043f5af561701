using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Stress;

/// <summary>Rows without priorities and deadlines, on real threads that use two clients alternately: such rows go from the threads that submitted them into a request.</summary>
public class PlainRowStressTests
{
    private const int Seeds = 12, Callers = 6, RowsEach = 2000;

    /// <summary>Only for a row that is lost: then the test fails rather than hangs.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_row_has_its_score_and_those_of_a_thread_are_sent_in_their_order()
    {
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + (1000 * i);
            try
            {
                await RunAsync(new Random(seed), seed);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The stress failed with seed {seed}: {error.Message}", error);
            }
        }
    }

    private static async Task RunAsync(Random random, int seed)
    {
        int most = random.Next(2) == 0 ? 64 : random.Next(1, 300), queued = random.Next(2) == 0 ? random.Next(1, 300) : 100_000;
        OrderedLeaf[] leaves = [.. Enumerable.Range(0, 2).Select(_ => new OrderedLeaf(static row => (int)(row / RowsEach), Math.Min(most, queued), answersLater: random.Next(2) == 0))];
        IScoringClient<long, long>[] clients = [.. leaves.Select(leaf => Clients.Pooled(leaf.Client, new ScoringClientOptions { MaxBatchCount = most, MaxQueuedRows = queued, AdaptBatchCount = false }))];
        int firstOfSecondPartition = random.Next(2) == 0 ? random.Next(RowsEach) : RowsEach;

        Threads.Run(Callers, caller => Call(caller, clients, firstOfSecondPartition, new Random(seed + caller)));

        foreach (IScoringClient<long, long> client in clients) await client.DisposeAsync().AsTask().WaitAsync(s_patience);
        Assert.All(leaves, static leaf => Assert.Null(leaf.Violation));
        Assert.Equal(Callers * RowsEach, leaves.Sum(static leaf => leaf.Rows));
    }

    private static void Call(int caller, IScoringClient<long, long>[] clients, int firstOfSecondPartition, Random random)
    {
        using var never = new CancellationTokenSource();
        var open = new Queue<(long Row, Task<long> Score)>();
        int between = random.Next(2) == 0 ? 10 : 200;
        for (int i = 0; i < RowsEach; i++)
        {
            IScoringClient<long, long> client = clients[random.Next(clients.Length)];
            long row = (caller * RowsEach) + i;
            var options = new RowOptions(i < firstOfSecondPartition ? 0 : -random.Next(2));
            open.Enqueue((row, client.ScoreAsync(row, options, random.Next(50) == 0 ? never.Token : CancellationToken.None).AsTask()));
            if (random.Next(300) == 0) client.GetScheduler()!.Snapshot();
            if (random.Next(between) == 0) WaitFor(open);
        }

        WaitFor(open);
    }

    private static void WaitFor(Queue<(long Row, Task<long> Score)> open)
    {
        while (open.TryDequeue(out (long Row, Task<long> Score) row)) Assert.Equal(LongModel.ScoreOf(row.Row), row.Score.WaitAsync(s_patience).GetAwaiter().GetResult());
    }
}
