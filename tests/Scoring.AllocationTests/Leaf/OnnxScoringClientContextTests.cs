using Scoring.AllocationTests.Measuring;
using Scoring.Onnx;
using Scoring.Records;

namespace Scoring.AllocationTests.Leaf;

/// <summary>Requests that can be cancelled or late, that hop to the thread pool, or that wait for a lane.</summary>
public sealed class OnnxScoringClientContextTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 10;
    private const int Calls = 100_000;
    private const int Lanes = 2;

    private static readonly TimeSpan s_late = TimeSpan.FromHours(1);

    private readonly AllocationMeter _meter = new(output);

    /// <summary>Lives as long as an application: it is never cancelled.</summary>
    private readonly CancellationTokenSource _cancellation = new();

    public void Dispose() => _cancellation.Dispose();

    [Fact]
    public async Task Cancellable_request_on_the_callers_thread_allocates_nothing()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4", Lanes);
        using RecordBatch batch = await TestModels.RentRowsAsync(client, Rows);
        var context = new ScoringContext { RunInline = true };

        await _meter.AssertNothingAsync(new Workload(Calls, Rows, n => LeafLoop.RunAsync(client, batch, n, context, _cancellation.Token)));
    }

    [Fact]
    public async Task Cancellable_request_on_the_thread_pool_allocates_nothing()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4", Lanes);
        using RecordBatch batch = await TestModels.RentRowsAsync(client, Rows);

        await _meter.AssertNothingAsync(new Workload(Calls, Rows, n => LeafLoop.RunAsync(client, batch, n, default, _cancellation.Token)));
    }

    [Fact]
    public async Task Request_with_a_deadline_on_the_callers_thread_allocates_nothing()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4", Lanes);
        using RecordBatch batch = await TestModels.RentRowsAsync(client, Rows);

        await _meter.AssertNothingAsync(new Workload(Calls, Rows, n => LeafLoop.RunAsync(client, batch, n, s_late, inline: true)));
    }

    [Fact]
    public async Task Request_with_a_deadline_on_the_thread_pool_allocates_itself_and_its_timer()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4", Lanes);
        using RecordBatch batch = await TestModels.RentRowsAsync(client, Rows);

        await _meter.AssertPerCallAsync(KnownAllocations.RequestWithDeadline, new Workload(Calls, Rows, n => LeafLoop.RunAsync(client, batch, n, s_late, inline: false)));
    }

    [Theory]
    [InlineData("logreg4")]
    [InlineData("mlp32")]
    [InlineData("columns4")]
    [InlineData("identity_str")]
    public async Task Two_threads_on_two_lanes_allocate_nothing(string model)
    {
        await using OnnxScoringClient client = TestModels.Load(model, Lanes);
        using RecordBatch first = await TestModels.RentRowsAsync(client, Rows), second = await TestModels.RentRowsAsync(client, Rows);

        await _meter.AssertNothingAsync(new Workload(Calls, Rows, n => Task.WhenAll(
            Task.Run(() => LeafLoop.RunAsync(client, first, n / 2)),
            Task.Run(() => LeafLoop.RunAsync(client, second, n / 2)))));
    }

    [Theory]
    [InlineData(1, 8, false)]
    [InlineData(2, 8, false)]
    [InlineData(1, 8, true)]
    [InlineData(2, 64, true)]
    public async Task More_callers_than_lanes_allocate_nothing(int lanes, int callers, bool cancellable)
    {
        const int RowsPerCall = 100;
        await using OnnxScoringClient client = TestModels.Load("logreg4", lanes);
        RecordBatch[] batches = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => TestModels.RentRowsAsync(client, RowsPerCall)));
        CancellationToken token = cancellable ? _cancellation.Token : default;

        await _meter.AssertNothingAsync(new Workload(
            Calls, RowsPerCall, n => Task.WhenAll(batches.Select(batch => Task.Run(() => LeafLoop.RunAsync(client, batch, n / callers, default, token))))));
        foreach (RecordBatch batch in batches) batch.Dispose();
    }
}
