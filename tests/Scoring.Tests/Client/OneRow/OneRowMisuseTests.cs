using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>A caller in error gets an exception, and other callers get their own scores all the same.</summary>
public class OneRowMisuseTests
{
    [Fact]
    public async Task Result_that_is_asked_for_too_early_is_an_error_and_the_row_goes_on()
    {
        await using var client = new HeldClient();

        ValueTask<long> score = client.ScoreRaw(1);
        for (int i = 0; i < 3; i++) Assert.Contains("no score yet", Assert.Throws<InvalidOperationException>(() => score.GetAwaiter().GetResult()).Message);
        Task<long> other = client.Score(2);
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoreOf(1), await score);
        Assert.Equal(LongModel.ScoreOf(2), await other);
    }

    [Fact]
    public async Task Result_that_is_taken_twice_is_an_error_and_disturbs_no_later_row()
    {
        await using var client = new HeldClient();
        ValueTask<long> first = client.ScoreRaw(1);
        client.Leaf.CompleteAll();
        Assert.Equal(LongModel.ScoreOf(1), await first);

        ValueTask<long> second = client.ScoreRaw(2), third = client.ScoreRaw(3);
        for (int i = 0; i < 5; i++) Assert.Throws<InvalidOperationException>(() => { _ = first.GetAwaiter().GetResult(); });
        client.Leaf.CompleteAll();

        Assert.Throws<InvalidOperationException>(() => { _ = first.GetAwaiter().GetResult(); });
        Assert.Equal(LongModel.ScoreOf(2), await second);
        Assert.Equal(LongModel.ScoreOf(3), await third);
    }

    [Fact]
    public async Task Second_continuation_is_an_error_and_the_first_is_called()
    {
        await using var client = new HeldClient();
        ValueTask<long> score = client.ScoreRaw(1);
        int called = 0;

        score.GetAwaiter().UnsafeOnCompleted(() => called++);
        Assert.Throws<InvalidOperationException>(() => score.GetAwaiter().UnsafeOnCompleted(() => called += 100));
        client.Leaf.CompleteAll();

        Assert.Equal(1, called);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task Deadline_of_no_time_is_an_argument_error(long ticks)
    {
        await using var client = new HeldClient();

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => { _ = client.ScoreRaw(1, new RowOptions(Deadline: TimeSpan.FromTicks(ticks))); });

        Assert.Equal(("options.Deadline", (object)TimeSpan.FromTicks(ticks)), (error.ParamName, error.ActualValue));
        Assert.Empty(client.Requests);
    }

    [Fact]
    public async Task Row_that_nobody_awaits_keeps_nobody_waiting()
    {
        var leaf = new ScriptedLeaf();
        IScoringClient<long, long> client = Clients.Started(leaf, new ScoringClientOptions { MaxQueuedRows = 10 });

        for (int i = 0; i < 1000; i++) _ = client.ScoreAsync(i).IsCompleted;

        Assert.Equal(LongModel.ScoreOf(5), await client.ScoreAsync(5));
        await client.DisposeAsync();
        Assert.Equal(1, leaf.DisposeCount);
    }
}
