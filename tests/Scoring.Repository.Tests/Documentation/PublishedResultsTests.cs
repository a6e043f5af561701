using System.Text;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.LocalOnnx.Leaf;
using Scoring.Benchmarks.LocalOnnx.ManyRows;
using Scoring.Benchmarks.Measuring;
using Scoring.Benchmarks.Publishing;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>What is made of benchmark results, on results made up for it.</summary>
public class PublishedResultsTests
{
    private static readonly LocalOnnxResults s_manyRows = new("run", new MachineInfo("a processor", 2, "a system", ".NET", "1.30.0"), 3)
    {
        ManyRows = [new ManyRowsResult("mlp32", 2048, 512, 4e6, 5e5, [Way("hand-written", 3.8e6), Way("lambda per row", 3.6e6), Way("lambda per column", 3e6)])],
    };

    private static readonly LocalOnnxResults s_allRows = s_manyRows with
    {
        AwaitedRows = [new AwaitedRowsResult("mlp32", 1000, 512, 4e6, 5e5, [new(1000, false, 2.5e6, 0.62, 5, 300, 0), new(1000, true, 3e6, 0.75, 6, 250, 0.004), new(100, false, 1.6e6, 0.4, 3.2, 400, 0)])],
    };

    [Fact]
    public void File_without_a_case_has_no_results_of_it()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{"command": "run", "machine": {"cpu": "", "cores": 2, "system": "", "runtime": "", "onnxRuntime": ""}, "rounds": 3, "leaf": []}""");
            LocalOnnxResults results = ResultsFile.Read(path);
            Assert.Empty(results.ManyRows);
            Assert.Empty(results.AwaitedRows);
            Assert.Empty(results.UsualWay);
            Assert.Empty(Budgets.Compare(results));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void File_that_was_written_is_read()
    {
        string path = Path.GetTempFileName();
        try
        {
            LocalOnnxResults written = s_allRows with { Budget = Budgets.Compare(s_allRows) };
            ResultsFile.Write(path, written);
            Assert.Equal(ResultsText.Create(written), ResultsText.Create(ResultsFile.Read(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Awaited_rows_have_a_column_and_a_bar_once_they_are_measured()
    {
        Assert.DoesNotContain("awaited", ReadmeTable.Create(s_manyRows), StringComparison.Ordinal);
        Assert.DoesNotContain("awaited", BarChart.Create(s_manyRows), StringComparison.Ordinal);
        Assert.Contains("| mlp32 | 0.50 M | 2.50 M | 3.00 M | 3.60 M | 90% | 0.00 |", ReadmeTable.Create(s_allRows), StringComparison.Ordinal);
        Assert.Contains("2.50 M (62%)", BarChart.Create(s_allRows), StringComparison.Ordinal);
    }

    [Fact]
    public void Value_below_its_floor_is_marked()
    {
        var text = new StringBuilder();
        BudgetTable.Add(text, Budgets.Compare(s_allRows));
        Assert.Contains("| 1,000 callers, one awaited row each | ÷ raw | 0.620 | 0.55 | 0.65 |", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("| 100 callers, one awaited row each | ÷ raw | ✗ **0.400** | 0.42 | 0.5 |", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bare_batcher_has_its_lines_only_where_it_was_measured()
    {
        LocalOnnxResults bare = s_allRows with { AwaitedRows = [.. s_allRows.AwaitedRows.Select(static r => r with { Bare = new CallersResult(1000, false, 3.2e6, 0.8, 6.4, 100, 0) })] };
        string without = ResultsText.Create(s_allRows with { Budget = Budgets.Compare(s_allRows) }), with = ResultsText.Create(bare with { Budget = Budgets.Compare(bare) });
        Assert.DoesNotContain("none of the client's features", without, StringComparison.Ordinal);
        Assert.DoesNotContain("bare", without, StringComparison.Ordinal);
        Assert.Contains("| 1,000 callers, a batcher with none of the client's features | ÷ raw | 0.800 | – | – |", with, StringComparison.Ordinal);
        Assert.Contains("| 1,000 | bare batcher, nothing else | 3.20 | 0.800 | 6.40 | 100 | 0.000 |", with, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(250.4, false)]
    [InlineData(251, true)]
    public void Upper_bound_is_missed_from_above_by_what_is_shown(double overhead, bool missed)
    {
        LeafResult leaf = new("logreg4", 1000, 1000 + overhead, overhead, new Dictionary<int, double> { [1] = 0.004 });
        IReadOnlyList<BudgetRowResult> rows = Budgets.Compare(s_manyRows with { ManyRows = [], Leaf = [leaf] });
        Assert.Equal([missed, false], rows.Select(static row => row.Values.Single().IsBelowFloor));
    }

    private static WayResult Way(string name, double rate) => new(name, rate, rate / 4e6, 0);
}
