using System.Globalization;
using System.Text;

namespace Scoring.Tool.Tests.Running;

/// <summary>More rows than one block, streams that end in the middle, and who is told.</summary>
public sealed class PipelineTests : IDisposable
{
    private const int Rows = 50_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--partition-by", "key")]
    [InlineData("--max-batch", "100", "--parallel", "3")]
    [InlineData("--partition-by", "key", "--parallel", "1")]
    public async Task Scores_come_in_the_order_of_the_input(params string[] options)
    {
        string output = await ToolRun.ScoreAsync(Models.PathOf("identity1"), Numbers(), ["--columns", "X", "--keep", "X,key", .. options]);

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Rows + 1, lines.Length);
        for (int i = 0; i < Rows; i++) Assert.Equal($"{i},k{i % 7},{i}", lines[i + 1]);
    }

    [Fact]
    public async Task Refused_rows_among_many_fail_alone()
    {
        var input = new StringBuilder("idx\n");
        for (int i = 0; i < Rows; i++) input.Append(i % 20_000 == 19_999 ? "7\n" : "1\n");
        ToolRun run = await ToolRun.RunWithAsync(input.ToString(), "score", Models.PathOf("fails_on_bad_index"), "--input", "-");

        Assert.Equal((ExitCode.RowsFailed, Rows - 2), (run.Code, run.Lines.Length - 1));
        Assert.Contains("row 20000: refused: line 20001: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("row 40000: refused: line 40001: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(2, "--parallel", "1")]
    [InlineData(50, "--max-batch", "7", "--parallel", "4")]
    public async Task Rows_are_not_blamed_for_refused_ones_of_other_blocks(int every, params string[] options)
    {
        const int Few = 20_000;
        string input = "i,idx\n" + string.Concat(Enumerable.Range(0, Few).Select(i => i % every == 0 ? $"{i},7\n" : $"{i},1\n"));
        ToolRun run = await ToolRun.RunWithAsync(input, ["score", Models.PathOf("fails_on_bad_index"), "--input", "-", "--columns", "idx", "--keep", "i", .. options]);

        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Equal(Enumerable.Range(0, Few).Where(i => i % every != 0).Select(static i => $"{i},20"), run.Lines[1..]);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Few:N0} rows, {Few / every:N0} failed"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_with_130_though_the_input_stays_open()
    {
        using var cancellation = new CancellationTokenSource();
        var input = new OpenStream(Encoding.UTF8.GetBytes(Numbers()), cancellation.Cancel);
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var terminal = new Terminal { Input = input, Output = output, Error = error };

        ExitCode code = await ScoringTool.RunAsync(["score", Models.PathOf("identity1"), "--input", "-", "--columns", "X"], terminal, cancellation.Token);

        input.Release();
        Assert.Equal(ExitCode.Cancelled, code);
        Assert.EndsWith($"scoring: cancelled{Environment.NewLine}", error.ToString(), StringComparison.Ordinal);
        string written = Encoding.UTF8.GetString(output.ToArray());
        Assert.True(written.Length == 0 || written[^1] == '\n', "a line was cut");
    }

    [Fact]
    public async Task Reader_that_leaves_ends_it_quietly()
    {
        using var error = new StringWriter();
        var terminal = new Terminal { Input = new MemoryStream(Encoding.UTF8.GetBytes(Numbers())), Output = new BrokenPipe(32), Error = error };
        Assert.Equal(ExitCode.Ok, await ScoringTool.RunAsync(["score", Models.PathOf("identity1"), "--input", "-", "--columns", "X"], terminal, CancellationToken.None));
        Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Full_disk_is_told_without_a_stack_trace()
    {
        using var error = new StringWriter();
        var terminal = new Terminal { Input = new MemoryStream("X\n1\n"u8.ToArray()), Output = new BrokenPipe(28), Error = error };
        Assert.Equal(ExitCode.Unexpected, await ScoringTool.RunAsync(["score", Models.PathOf("identity1"), "--input", "-"], terminal, CancellationToken.None));
        Assert.Contains("scoring: broken", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_shown_where_somebody_watches()
    {
        using var error = new StringWriter();
        string output = _folder.Combine("scores.csv");
        var terminal = new Terminal { Input = new MemoryStream(Encoding.UTF8.GetBytes(Numbers())), Output = Stream.Null, Error = error, ErrorIsTerminal = true };
        ExitCode code = await ScoringTool.RunAsync(["score", Models.PathOf("identity1"), "--input", "-", "--columns", "X", "--output", output], terminal, CancellationToken.None);
        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains("50,000 rows, ", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[38", error.ToString(), StringComparison.Ordinal);
    }

    private static string Numbers()
    {
        var text = new StringBuilder("X,key\n");
        for (int i = 0; i < Rows; i++) text.Append(CultureInfo.InvariantCulture, $"{i},k{i % 7}\n");
        return text.ToString();
    }
}
