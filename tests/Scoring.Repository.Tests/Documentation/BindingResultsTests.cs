using Scoring.Benchmarks.BindingCost.Results;
using Scoring.Benchmarks.Measuring;
using Scoring.Benchmarks.Publishing;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>What is made of results of bindings, on results made up for it.</summary>
public class BindingResultsTests
{
    private static readonly BindingResults s_results = new(
        "run", new MachineInfo("a processor", 2, "a system", ".NET", "not used"), 9, 40, 1000, [Case(4, ofByHand: 1.2), Case(20, ofByHand: 1.2)]);

    [Fact]
    public void Value_that_misses_its_floor_is_marked()
    {
        string text = BindingText.Create(s_results with { Budget = BindingBudgets.Compare(s_results) });
        Assert.Contains("| case | measure | 4 floats | 20 floats | floor | aim |", text, StringComparison.Ordinal);
        Assert.Contains("| generated, struct | time ÷ copying by hand | 1.20 | ✗ **1.20** | 1.25 / 1.15 | – |", text, StringComparison.Ordinal);
        Assert.Contains("| lambda per row, struct | time ÷ copying by hand | 1.20 | 1.20 | 2.2 | – |", text, StringComparison.Ordinal);
        Assert.Contains("| lambda per column, struct | ns per column | 2.00 | 2.00 | 2.5 | – |", text, StringComparison.Ordinal);
        Assert.Contains("| every way, struct | most bytes per batch | ✗ **8** | ✗ **8** | 0 | – |", text, StringComparison.Ordinal);
    }

    private static BindingCaseResult Case(int columns, double ofByHand) => new(
        columns,
        BindingWays.Struct,
        [.. ((string[])[BindingWays.ByHand, BindingWays.Generated, BindingWays.PerRow, BindingWays.PerColumn]).Select(way => new BindingWayResult(way, 2 * columns, 2, ofByHand, 8))]);
}
