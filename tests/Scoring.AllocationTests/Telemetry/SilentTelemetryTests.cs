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
    public async Task Telemetry_fallback_and_hot_swap_allocate_nothing_while_they_have_nothing_to_do(int callers)
    {
        SwitchingScoringClient model = await SwitchingScoringClient.CreateAsync(TestModels.Load("logreg4"));
        IScoringClient chain = new ScoringClientBuilder(model).UseOpenTelemetry().UseFallback(TestModels.Load("logreg4"), new FallbackOptions()).Build();
        await using var rows = new OneRows(chain, callers);

        await _meter.AssertNothingAsync(new Workload(Rows, RowsPerCall: 1, calls => rows.RunAsync(calls, default)));
    }
}
