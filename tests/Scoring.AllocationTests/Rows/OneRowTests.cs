using Scoring.AllocationTests.Measuring;

namespace Scoring.AllocationTests.Rows;

/// <summary>Awaited rows, each a call of its own.</summary>
public sealed class OneRowTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 1_000_000;

    private readonly AllocationMeter _meter = new(output);

    /// <summary>Lives as long as an application: it is never cancelled.</summary>
    private readonly CancellationTokenSource _cancellation = new();

    public void Dispose() => _cancellation.Dispose();

    [Theory]
    [InlineData(100, false, 1, false)]
    [InlineData(100, false, 1, true)]
    [InlineData(100, true, 1, false)]
    [InlineData(100, true, 1, true)]
    [InlineData(100, false, 8, false)]
    [InlineData(100, true, 8, false)]
    [InlineData(1_000, false, 1, false)]
    [InlineData(1_000, false, 1, true)]
    [InlineData(1_000, true, 1, false)]
    [InlineData(1_000, true, 8, false)]
    [InlineData(1_000, true, 8, true)]
    public Task Awaited_rows_of_many_callers_allocate_nothing(int callers, bool cancellable, int partitions, bool synchronous) =>
        AssertNothingAsync("logreg4", lanes: 2, callers, cancellable, partitions, new ScoringClientOptions { AllowSynchronousContinuations = synchronous });

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public Task One_caller_allocates_nothing_while_most_of_its_rows_run_on_its_own_thread(bool cancellable, bool synchronous) =>
        AssertNothingAsync("logreg4", lanes: 1, callers: 1, cancellable, partitions: 1, new ScoringClientOptions { AllowSynchronousContinuations = synchronous });

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task One_caller_whose_rows_are_all_queued_allocates_nothing(int lanes, bool cancellable)
    {
        await using var rows = new OneRows(TestModels.Load("logreg4", lanes), callers: 1, isSilent: true);

        await AssertNothingAsync(rows, cancellable);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Few_callers_whose_rows_are_queued_allocate_nothing(bool cancellable) =>
        AssertNothingAsync("logreg4", lanes: 1, callers: 3, cancellable, partitions: 1, new ScoringClientOptions());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Rows_that_wait_for_a_place_allocate_nothing(bool cancellable) =>
        AssertNothingAsync("logreg4", lanes: 2, callers: 1_000, cancellable, partitions: 1, new ScoringClientOptions { MaxQueuedRows = 100, MaxBatchCount = 50 });

    private async Task AssertNothingAsync(string model, int lanes, int callers, bool cancellable, int partitions, ScoringClientOptions options)
    {
        await using var rows = new OneRows(TestModels.Load(model, lanes), callers, partitions, options);
        await AssertNothingAsync(rows, cancellable);
    }

    private Task AssertNothingAsync(OneRows rows, bool cancellable)
    {
        CancellationToken token = cancellable ? _cancellation.Token : default;
        return _meter.AssertNothingAsync(new Workload(Rows, RowsPerCall: 1, calls => rows.RunAsync(calls, token)));
    }
}
