using Scoring.AllocationTests.Measuring;
using Scoring.Onnx;
using Scoring.Records;

namespace Scoring.AllocationTests.Batches;

/// <summary>Whole batches through a queue: cut into requests and joined, or put together.</summary>
public sealed class QueuedBatchTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 1_000;
    private const int Calls = 2_000;

    private static readonly TimeSpan s_late = TimeSpan.FromHours(1);

    private readonly AllocationMeter _meter = new(output);

    /// <summary>Lives as long as an application: it is never cancelled.</summary>
    private readonly CancellationTokenSource _cancellation = new();

    public void Dispose() => _cancellation.Dispose();

    [Theory]
    [InlineData("logreg4", 1, 1_000)]
    [InlineData("logreg4", 1, 200)]
    [InlineData("logreg4", 2, 200)]
    [InlineData("two_out", 2, 200)]
    [InlineData("columns4", 2, 200)]
    [InlineData("identity_str", 2, 200)]
    public async Task Batches_that_are_cut_and_joined_allocate_nothing(string model, int lanes, int maxBatchCount)
    {
        OnnxScoringClient leaf = TestModels.Load(model, lanes);
        await using IScoringClient client = new ScoringClientBuilder(leaf).Build(new ScoringClientOptions { MaxBatchCount = maxBatchCount });
        using RecordBatch batch = await TestModels.RentRowsAsync(leaf, Rows);

        await _meter.AssertNothingAsync(new Workload(Calls, Rows, n => RunAsync(client, batch, n)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Token_and_deadline_allocate_nothing(bool cancellable, bool hasDeadline)
    {
        OnnxScoringClient leaf = TestModels.Load("logreg4");
        await using IScoringClient client = new ScoringClientBuilder(leaf).Build(new ScoringClientOptions());
        using RecordBatch batch = await TestModels.RentRowsAsync(leaf, Rows);

        await _meter.AssertNothingAsync(new Workload(Calls, Rows, n => RunAsync(client, batch, n, hasDeadline ? s_late : null, cancellable ? _cancellation.Token : default)));
    }

    [Theory]
    [InlineData(1, 4, Rows, 5 * Calls)]
    [InlineData(2, 4, Rows, 5 * Calls)]
    [InlineData(1, 8, 20, 200_000)]
    [InlineData(2, 8, 20, 200_000)]
    public async Task Callers_at_once_allocate_nothing(int lanes, int callers, int rows, int calls)
    {
        OnnxScoringClient leaf = TestModels.Load("logreg4", lanes);
        await using IScoringClient client = new ScoringClientBuilder(leaf).Build(new ScoringClientOptions());
        using RecordBatch batch = await TestModels.RentRowsAsync(leaf, rows);

        await _meter.AssertNothingAsync(new Workload(calls, rows, n => Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => RunAsync(client, batch, n / callers))))));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Stages_with_nothing_to_do_allocate_nothing(bool isQueued, bool cancellable)
    {
        OnnxScoringClient leaf = TestModels.Load("logreg4");
        ScoringClientBuilder builder = new ScoringClientBuilder(leaf).UseFailedState().UseRowIsolation();
        await using IScoringClient client = isQueued ? builder.Build(new ScoringClientOptions()) : builder.Build();
        using RecordBatch batch = await TestModels.RentRowsAsync(leaf, Rows);

        await _meter.AssertNothingAsync(new Workload(Calls, Rows, n => RunAsync(client, batch, n, cancellationToken: cancellable ? _cancellation.Token : default)));
    }

    private static async Task RunAsync(IScoringClient client, RecordBatch batch, int calls, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
    {
        for (int call = 0; call < calls; call++)
        {
            var context = new ScoringContext { Deadline = deadline is { } time ? Deadline.After(time) : Deadline.None };
            using RecordBatch response = await client.ScoreAsync(batch, context, cancellationToken);
        }
    }
}
