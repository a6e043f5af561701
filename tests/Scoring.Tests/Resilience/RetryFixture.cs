using Scoring.Records;
using Scoring.Resilience;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Resilience;

/// <summary>A retrying client over a leaf that answers as a test says, on a clock that the test moves.</summary>
internal sealed class RetryFixture
{
    private readonly Queue<Exception> _failures = [];

    public RetryFixture(RetryOptions? options = null, Action<ScoringClientBuilder>? outer = null)
    {
        Options = options ?? new RetryOptions();
        Options.TimeProvider = Clock;
        Options.Seed ??= 7;
        Leaf.OnScore = (rows, context, _) => Score(rows, context);
        var builder = new ScoringClientBuilder(Leaf);
        outer?.Invoke(builder);
        Client = builder.UseRetry(Options).Build();
    }

    public ManualTimeProvider Clock { get; } = new();

    public ScriptedLeaf Leaf { get; } = new();

    public RetryOptions Options { get; }

    public IScoringClient Client { get; }

    /// <summary>When each attempt came, since the clock was made.</summary>
    public List<TimeSpan> Attempts { get; } = [];

    /// <summary>What is answered once the failures are used up.</summary>
    public Exception? Forever { get; set; }

    public Action<ScoringContext> OnAttempt { get; set; } = static _ => { };

    public TimeSpan Now => TimeSpan.FromTicks(Clock.GetTimestamp());

    public static ScoringEndpointException Busy(TimeSpan? retryAfter = null, int status = 503) => new($"Status {status}.") { Status = status, RetryAfter = retryAfter };

    public RetryFixture Failing(params IEnumerable<Exception> failures)
    {
        foreach (Exception failure in failures) _failures.Enqueue(failure);
        return this;
    }

    public async Task<int> ScoreAsync(ScoringContext context = default, CancellationToken cancellationToken = default, int rows = 3)
    {
        using RecordBatch batch = LongModel.Batch(rows);
        using RecordBatch response = await Client.ScoreAsync(batch, context, cancellationToken);
        return response.RowCount;
    }

    /// <summary>Moves the clock in small steps until the task ends.</summary>
    public async Task<T> FinishAsync<T>(Task<T> task, int most = 20_000)
    {
        for (int step = 0; step < most && !task.IsCompleted; step++) Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(task.IsCompleted, $"It waits still after {Now}.");
        return await task;
    }

    private ValueTask<RecordBatch> Score(RecordBatch rows, ScoringContext context)
    {
        Attempts.Add(Now);
        OnAttempt(context);
        if (_failures.TryDequeue(out Exception? failure) || (failure = Forever) is not null) return ValueTask.FromException<RecordBatch>(failure);
        return new ValueTask<RecordBatch>(LongModel.Score(rows));
    }
}
