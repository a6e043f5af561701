using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>A lone row may run on its caller's thread when runs are short.</summary>
public class OneRowInlineTests
{
    private readonly QueueingStarter _starter = new();
    private readonly ScriptedLeaf _leaf = new() { OnGetSignature = static _ => new(LongModel.Signature(lanes: 2)) };
    private TimeSpan _runTime = TimeSpan.FromMicroseconds(5);

    public OneRowInlineTests() => _leaf.OnScore = (rows, context, _) =>
    {
        context.Attempts?.OnAttempt(new ScoringAttempt(rows.RowCount, _runTime, Succeeded: true));
        return new(LongModel.Score(rows));
    };

    [Fact]
    public async Task Lone_row_runs_on_its_callers_thread_and_every_seventeenth_is_queued()
    {
        await using IScoringClient<long, long> client = New();
        await LearnAsync(client);

        bool[] inline = [.. await RunAsync(client, 40)];

        Assert.Equal([false, .. Enumerable.Repeat(true, 16), false, .. Enumerable.Repeat(true, 16), false, .. Enumerable.Repeat(true, 5)], inline);
    }

    [Fact]
    public async Task Row_of_a_slow_model_is_queued()
    {
        _runTime = TimeSpan.FromMicroseconds(100);
        await using IScoringClient<long, long> client = New();
        await LearnAsync(client);

        Assert.DoesNotContain(true, await RunAsync(client, 40));
    }

    [Fact]
    public async Task Row_of_a_model_that_becomes_slow_is_queued_after_a_few()
    {
        await using IScoringClient<long, long> client = New();
        await LearnAsync(client);
        await RunAsync(client, 3);

        _runTime = TimeSpan.FromMicroseconds(500);
        bool[] inline = await RunAsync(client, 40);

        Assert.InRange(inline.Count(static here => here), 0, 2);
    }

    [Fact]
    public async Task Row_that_is_not_alone_is_queued()
    {
        await using IScoringClient<long, long> client = New();
        await LearnAsync(client);
        await RunAsync(client, 3);

        Task<long>[] scores = [client.ScoreAsync(1).AsTask()];
        Assert.True(scores[0].IsCompleted);
        await RunAsync(client, 20);
        while (_starter.Waiting.Count == 0) scores = [.. scores, client.ScoreAsync(1).AsTask()];
        scores = [.. scores, client.ScoreAsync(2).AsTask(), client.ScoreAsync(3).AsTask()];
        Assert.Equal(3, scores.Count(static score => !score.IsCompleted));
        _starter.RunAll();

        await Task.WhenAll(scores);
    }

    [Fact]
    public async Task Call_of_many_rows_does_not_run_on_its_callers_thread()
    {
        await using IScoringClient<long, long> client = New();
        await LearnAsync(client);
        await RunAsync(client, 3);

        Task call = client.ScoreAsync(new long[] { 1 }, new long[1]).AsTask();
        Assert.False(call.IsCompleted);
        _starter.RunAll();

        await call;
    }

    private static long RowOf(int i) => 1000 + i;

    private IScoringClient<long, long> New() => Clients.Started(_leaf, new ScoringClientOptions { ShutdownTimeout = TimeSpan.Zero }, _starter);

    /// <summary>Lets the client see how long one row takes.</summary>
    private async Task LearnAsync(IScoringClient<long, long> client)
    {
        Task<long> first = client.ScoreAsync(0).AsTask();
        Assert.False(first.IsCompleted);
        _starter.RunAll();
        await first;
    }

    /// <summary>One row after the other; whether each was scored inside its call.</summary>
    private async Task<bool[]> RunAsync(IScoringClient<long, long> client, int count)
    {
        var inline = new bool[count];
        for (int i = 0; i < count; i++)
        {
            ValueTask<long> score = client.ScoreAsync(RowOf(i));
            inline[i] = score.IsCompleted;
            _starter.RunAll();
            Assert.Equal(LongModel.ScoreOf(RowOf(i)), await score);
        }

        return inline;
    }
}
