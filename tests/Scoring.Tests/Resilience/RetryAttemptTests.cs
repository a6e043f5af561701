using Scoring.Records;
using Scoring.Tests.Fakes;
using static Scoring.Tests.Resilience.RetryFixture;

namespace Scoring.Tests.Resilience;

/// <summary>Who learns of the attempts.</summary>
public class RetryAttemptTests
{
    [Fact]
    public async Task Attempts_of_which_the_leaf_does_not_tell_are_told_once_each_without_the_waits()
    {
        var sink = new RecordingSink();
        RetryFixture retry = new RetryFixture().Failing(Busy(TimeSpan.FromSeconds(3)), Busy());
        retry.OnAttempt = _ => retry.Clock.Advance(TimeSpan.FromMilliseconds(5));
        await retry.FinishAsync(retry.ScoreAsync(new ScoringContext { Attempts = sink }));

        TimeSpan each = TimeSpan.FromMilliseconds(5);
        Assert.Equal(
            [new ScoringAttempt(3, each, false, 503, TimeSpan.FromSeconds(3)), new ScoringAttempt(3, each, false, 503), new ScoringAttempt(3, each, true)],
            sink.Attempts);
    }

    [Fact]
    public async Task Attempts_of_which_the_leaf_tells_are_told_as_it_tells_them()
    {
        var sink = new RecordingSink();
        var told = new ScoringAttempt(3, TimeSpan.FromSeconds(1), true, 200);
        RetryFixture retry = new RetryFixture().Failing(Busy());
        retry.OnAttempt = context => context.Attempts!.OnAttempt(in told);
        await retry.FinishAsync(retry.ScoreAsync(new ScoringContext { Attempts = sink }));

        Assert.Equal([told, told], sink.Attempts);
    }

    [Fact]
    public async Task Nobody_is_told_when_nobody_listens()
    {
        var retry = new RetryFixture { OnAttempt = static context => Assert.Null(context.Attempts) };
        Assert.Equal(3, await retry.ScoreAsync());
    }

    [Fact]
    public async Task What_the_leaf_keeps_of_a_request_is_there_at_the_next_attempt_and_disposed_after_the_last()
    {
        var body = new DisposedCount();
        DisposedCount? found = null;
        var retry = new RetryFixture();
        int attempt = 0;
        RecordBatch seen = default;
        retry.Leaf.OnScore = (rows, context, _) =>
        {
            found = context.Kept!.Find<DisposedCount>(rows);
            Assert.Null(context.Kept.Find<DisposedCount>(rows.Slice(0, 1)));
            if (attempt == 0) context.Kept.Keep(rows, body);
            seen = rows;
            return attempt++ == 0 ? ValueTask.FromException<RecordBatch>(Busy()) : new ValueTask<RecordBatch>(LongModel.Score(rows));
        };
        Task<int> call = retry.ScoreAsync();
        Assert.Equal(0, body.Count);
        await retry.FinishAsync(call);

        Assert.Same(body, found);
        Assert.Equal(1, body.Count);
    }

    private sealed class DisposedCount : IDisposable
    {
        public int Count { get; private set; }

        public void Dispose() => Count++;
    }

    private sealed class RecordingSink : IAttemptSink
    {
        public List<ScoringAttempt> Attempts { get; } = [];

        public void OnAttempt(in ScoringAttempt attempt) => Attempts.Add(attempt);
    }
}
