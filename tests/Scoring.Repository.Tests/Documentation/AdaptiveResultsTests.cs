using Scoring.Benchmarks.Adaptive.Results;
using Scoring.Benchmarks.Measuring;
using Scoring.Benchmarks.Publishing;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>What is made of results of the adaptive client, on results made up for it.</summary>
public class AdaptiveResultsTests
{
    private static readonly AdaptiveResults s_results = new("run", new MachineInfo("a processor", 2, "a system", ".NET", "1.30.0"), 7, 250, [Model("mlp32", 0.97, 1.31, 24), Model("taxi-gbdt", 0.94, 1.02, null)]);

    [Fact]
    public void Value_below_its_floor_is_marked_on_every_model()
    {
        string text = AdaptiveText.Create(s_results with { Budget = AdaptiveBudgets.Compare(s_results) });
        Assert.Contains("| default options | rows/s ÷ best fixed | 0.97 | ✗ **0.94** | 0.95 | 0.99 |", text, StringComparison.Ordinal);
        Assert.Contains("| default options | p99 at 70 % ÷ that setting's | ✗ **1.31** | 1.02 | 1.3 | 1.05 |", text, StringComparison.Ordinal);
        Assert.Contains("| default options | p99 at 70 % ÷ the least of all fixed ones | ✗ **1.40** | ✗ **1.40** | 1.3 | 1.05 |", text, StringComparison.Ordinal);
        Assert.Contains("| default options | requests until settled | 24 | ✗ **never** | 100 | 30 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_that_others_beat_in_the_grid_has_no_other_figures()
    {
        string text = AdaptiveText.Create(s_results);
        Assert.Contains("| batch 1, lanes 2 | 10.0 | – | – | – | – | – | – | – | – | – |", text, StringComparison.Ordinal);
    }

    private static AdaptiveModelResult Model(string name, double rate, double p99, double? settled) => new(
        name,
        100e3,
        70e3,
        "batch 200, lanes 2",
        "batch 100, lanes 2",
        [
            new SettingResult("default options", true, null, new ClosedLoopResult(97e3, rate), null, new OpenLoopResult(100, 200, 80, 1.4, p99), settled),
            new SettingResult("batch 1, lanes 2", false, 10e3, null, null, null, null),
        ]);
}
