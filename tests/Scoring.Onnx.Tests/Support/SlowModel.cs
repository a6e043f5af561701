using Scoring.Records;
using Scoring.Testing;

namespace Scoring.Onnx.Tests.Support;

/// <summary>A client of a model that takes as long as its rows say: one trip of its loop is some microseconds.</summary>
internal sealed class SlowModel : IAsyncDisposable
{
    /// <summary>Minutes: whoever waits for such a run to end has failed.</summary>
    public const long Forever = 100_000_000;

    /// <summary>Milliseconds.</summary>
    public const long Short = 300;

    private const int Features = 64;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly WatchedClock _watched;

    public SlowModel(int lanes = 1, TimeSpan? shutdownTimeout = null)
    {
        _watched = new WatchedClock(Clock);
        Client = TestModels.Load("slow_loop", new OnnxScoringOptions { Lanes = lanes, TimeProvider = _watched, ShutdownTimeout = shutdownTimeout ?? s_patience });
    }

    public OnnxScoringClient Client { get; }

    /// <summary>For deadlines, and for the client's own shutdown.</summary>
    public ManualTimeProvider Clock { get; } = new();

    public AttemptLog Log { get; } = new();

    public static RecordBatch Rows(params long[] trips)
    {
        float[] features = [.. Enumerable.Range(0, trips.Length * Features).Select(static i => MathF.Sin(i))];
        return RecordBatch.FromColumns(ColumnValues.Of("X", features, [Features]), ColumnValues.Of("trips", trips));
    }

    /// <summary>A context that is listened to, which is how <see cref="StartAsync"/> knows of the run.</summary>
    public ScoringContext Context(TimeSpan? deadline = null, bool runInline = false) => new()
    {
        Attempts = Log,
        RunInline = runInline,
        Deadline = deadline is { } time ? Deadline.After(time, Clock) : Deadline.None,
    };

    /// <summary>Starts a request on a thread of its own, as it may run on its caller's, and returns when its run begins.</summary>
    public async Task<Task<RecordBatch>> StartAsync(RecordBatch rows, ScoringContext context, CancellationToken cancellationToken = default)
    {
        Task begun = _watched.NextLook();
        Task<RecordBatch> response = Task.Factory.StartNew(
            () => Client.ScoreAsync(rows, context, cancellationToken).AsTask(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        await begun.OrFail();
        return response;
    }

    /// <summary>What the model gives for rows when nothing disturbs it.</summary>
    public static async Task<float[]> ScoresAsync(params long[] trips)
    {
        await using OnnxScoringClient client = TestModels.Load("slow_loop", new OnnxScoringOptions { Lanes = 1 });
        using RecordBatch rows = Rows(trips);
        using RecordBatch response = await client.ScoreAsync(rows);
        return response.GetColumn<float>("Y").Values.ToArray();
    }

    /// <summary>Scores a short run and checks it: the lane is there and works.</summary>
    public async Task AssertWorksAsync()
    {
        using RecordBatch rows = Rows(Short, Short);
        using RecordBatch response = await Client.ScoreAsync(rows, default, new CancellationTokenSource().Token).OrFail();
        Assert.Equal(await ScoresAsync(Short, Short), response.GetColumn<float>("Y").Values);
    }

    /// <summary>Disposes the client without patience, so that what a failed test has left running is stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        Task disposal = Client.DisposeAsync().AsTask();
        Clock.Advance(s_patience);
        await disposal;
    }
}
