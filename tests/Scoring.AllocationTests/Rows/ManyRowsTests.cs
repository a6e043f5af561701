using Scoring.AllocationTests.Measuring;
using Scoring.Bindings;

namespace Scoring.AllocationTests.Rows;

/// <summary>Many rows in one call, cut into requests that run on all lanes.</summary>
public sealed class ManyRowsTests(ITestOutputHelper output) : IDisposable
{
    private const int Calls = 1_000;

    private static readonly RowOptions s_late = new(Deadline: TimeSpan.FromHours(1));

    private readonly AllocationMeter _meter = new(output);

    /// <summary>Lives as long as an application: it is never cancelled.</summary>
    private readonly CancellationTokenSource _cancellation = new();

    public void Dispose() => _cancellation.Dispose();

    [Fact]
    public Task Binding_written_by_hand_allocates_nothing() => AssertNothingAsync<Reading, (float, float, float)>("logreg4", RowBindings.ByHand, null, ReadingOf);

    [Fact]
    public Task Lambda_per_row_allocates_nothing() => AssertNothingAsync<Reading, (float, float, float)>("logreg4", RowBindings.PerRow, null, ReadingOf);

    [Fact]
    public Task Lambda_per_row_that_converts_allocates_nothing() => AssertNothingAsync<Reading, (float, float, float)>("logreg4", RowBindings.PerRowSingly, null, ReadingOf);

    [Fact]
    public Task Lambda_per_column_of_floats_allocates_nothing() => AssertNothingAsync<Reading, (float, float, float)>("logreg4", RowBindings.Fluent, null, ReadingOf);

    [Theory]
    [InlineData("logreg4")]
    [InlineData("columns4")]
    public Task Lambda_per_column_of_integers_and_floats_allocates_nothing(string model) =>
        AssertNothingAsync<Reading, (float, float, float)>(model, RowBindings.FluentMixed, null, ReadingOf);

    [Fact]
    public Task Struct_rows_by_lambda_per_row_allocate_nothing() => AssertNothingAsync<Point, (float, float, float)>("logreg4", RowBindings.StructPerRow, null, PointOf);

    [Fact]
    public Task Struct_rows_by_lambda_per_column_allocate_nothing() => AssertNothingAsync("logreg4", RowBindings.StructFluent, RowBindings.ScorePerRow, PointOf);

    [Fact]
    public Task Array_rows_and_float_scores_allocate_nothing() =>
        AssertNothingAsync<float[], float>("mlp32", null, null, static i => [.. Enumerable.Range(i, 32).Select(static k => k % 7f)], calls: 400);

    [Fact]
    public Task Struct_scores_by_lambda_allocate_nothing() => AssertNothingAsync("logreg4", RowBindings.ByHand, RowBindings.ScorePerRow, ReadingOf);

    [Theory]
    [InlineData(1, true, false)]
    [InlineData(1, false, true)]
    [InlineData(1, true, true)]
    [InlineData(4, false, false)]
    [InlineData(4, true, false)]
    public async Task Callers_with_token_or_deadline_allocate_nothing(int callers, bool cancellable, bool hasDeadline)
    {
        await using var rows = new ManyRows<Reading, Probabilities>(TestModels.Load("logreg4"), RowBindings.ByHand, RowBindings.ScorePerRow, ReadingOf, callers);

        await _meter.AssertNothingAsync(WorkloadOf(calls => rows.RunAsync(calls, hasDeadline ? s_late : default, cancellable ? _cancellation.Token : default)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_callers_than_lanes_allocate_nothing(bool cancellable)
    {
        await using var rows = new ManyRows<Reading, Probabilities>(TestModels.Load("logreg4", lanes: 1), RowBindings.ByHand, RowBindings.ScorePerRow, ReadingOf, callers: 4);

        await _meter.AssertNothingAsync(WorkloadOf(calls => rows.RunAsync(calls, default, cancellable ? _cancellation.Token : default)));
    }

    [Fact]
    public async Task Deadline_allocates_nothing_but_the_requests_that_find_no_free_lane()
    {
        // With four callers on one lane nearly all of them: 8,192 rows are 39 requests of 200, then 196, 98, 64 and 34.
        const int RequestsPerCall = 43;
        await using var rows = new ManyRows<Reading, Probabilities>(TestModels.Load("logreg4", lanes: 1), RowBindings.ByHand, RowBindings.ScorePerRow, ReadingOf, callers: 4);

        await _meter.AssertPerCallAsync(RequestsPerCall * KnownAllocations.RequestWithDeadline, WorkloadOf(calls => rows.RunAsync(calls, s_late)));
    }

    private static Reading ReadingOf(int i) => new() { Age = i % 90, Income = i % 1_000, Tenure = i % 40, Visits = i % 10 };

    private static Point PointOf(int i) => new(i % 90, i % 1_000, i % 40, i % 10);

    private static Workload WorkloadOf(Func<int, Task> run, int calls = Calls) => new(calls, ManyRows<Reading, Probabilities>.RowsPerCall, run);

    private async Task AssertNothingAsync<TRow, TScore>(
        string model, RowBinding<TRow>? rowBinding, ScoreBinding<TScore>? scoreBinding, Func<int, TRow> row, int calls = Calls)
    {
        await using var rows = new ManyRows<TRow, TScore>(TestModels.Load(model), rowBinding, scoreBinding, row);

        await _meter.AssertNothingAsync(WorkloadOf(n => rows.RunAsync(n), calls));
    }
}
