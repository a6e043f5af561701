using Scoring.AllocationTests.Measuring;
using Scoring.AllocationTests.Rows;
using Scoring.Fallback;
using Scoring.Switching;

namespace Scoring.AllocationTests.Telemetry;

/// <summary>Stages that have nothing to do: nobody listens, nothing fails, and no model takes over.</summary>
public sealed class SilentTelemetryTests(ITestOutputHelper output)
{
    private const int Rows = 1_000_000;

    private readonly AllocationMeter _meter = new(output);

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public Task Spans_and_meters_that_nobody_listens_to_allocate_nothing(int callers) => AssertNothingAsync(callers, static model => new ScoringClientBuilder(model).UseOpenTelemetry().Build());

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Model_that_could_change_allocates_nothing(int callers)
    {
        SwitchingScoringClient model = await SwitchingScoringClient.CreateAsync(TestModels.Load("logreg4"));
        await AssertNothingAsync(callers, model);
    }

    [Fact]
    public Task Fallback_that_is_not_needed_allocates_nothing() => AssertNothingAsync(
        100, static model => new ScoringClientBuilder(model).UseFallback(TestModels.Load("logreg4"), new FallbackOptions()).Build());

    private Task AssertNothingAsync(int callers, Func<IScoringClient, IScoringClient> build) => AssertNothingAsync(callers, build(TestModels.Load("logreg4")));

    private async Task AssertNothingAsync(int callers, IScoringClient chain)
    {
        await using var rows = new OneRows(chain, callers);
        await _meter.AssertNothingAsync(new Workload(Rows, RowsPerCall: 1, calls => rows.RunAsync(calls, default)));
    }
}
