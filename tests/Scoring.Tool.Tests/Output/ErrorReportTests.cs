using System.Text.Json;

namespace Scoring.Tool.Tests.Output;

public sealed class ErrorReportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Errors_go_to_a_file_as_json_lines_in_order()
    {
        string file = _folder.Combine("errors.jsonl");
        ToolRun run = await ScoreAsync("idx\n0\n9\nx\n1\n-9\n", "--errors", file);

        Assert.Equal((ExitCode.RowsFailed, "y\n10\n20\n"), (run.Code, run.Output));
        Assert.StartsWith("5 rows, 3 failed, ", run.Error, StringComparison.Ordinal);
        JsonElement[] errors = [.. (await File.ReadAllLinesAsync(file)).Select(static line => JsonElement.Parse(line))];
        Assert.Equal([2, 3, 5], errors.Select(static error => error.GetProperty("row").GetInt32()));
        Assert.Equal(["refused", "number", "refused"], errors.Select(static error => error.GetProperty("code").GetString()));
        Assert.Equal("line 4: column 'idx' is 'x', not a number (Int64).", errors[1].GetProperty("message").GetString());
    }

    [Fact]
    public async Task First_ten_go_to_stderr_without_a_file()
    {
        ToolRun run = await ScoreAsync("idx\n" + string.Concat(Enumerable.Repeat("x\n", 12)) + "1\n");

        Assert.Equal((ExitCode.RowsFailed, "y\n20\n"), (run.Code, run.Output));
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Count(static line => line.StartsWith("row ", StringComparison.Ordinal)));
        Assert.Equal("… and 2 more; --errors FILE takes all of them.", lines[10]);
        Assert.StartsWith("13 rows, 12 failed, ", lines[11], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminal_is_not_told_what_a_cell_says()
    {
        ToolRun run = await ScoreAsync("idx\n\u001b[31mred\n");

        Assert.Contains("column 'idx' is '\\u001b[31mred'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Error);
    }

    [Fact]
    public async Task File_is_empty_when_all_is_well()
    {
        string file = _folder.Combine("errors.jsonl");
        ToolRun run = await ScoreAsync("idx\n0\n", "--errors", file);
        Assert.Equal((ExitCode.Ok, ""), (run.Code, await File.ReadAllTextAsync(file)));
    }

    private static Task<ToolRun> ScoreAsync(string input, params string[] args) =>
        ToolRun.RunWithAsync(input, ["score", Models.PathOf("fails_on_bad_index"), "--input", "-", .. args]);
}
