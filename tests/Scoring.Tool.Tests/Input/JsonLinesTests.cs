namespace Scoring.Tool.Tests.Input;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Properties_are_columns_in_any_order() =>
        AssertScores("float[N,2]", "{\"a\":1,\"b\":2.5}\n{\"b\":4,\"z\":[{}],\"a\":3}\n", "{\"Y_0\":1,\"Y_1\":2.5}\n{\"Y_0\":3,\"Y_1\":4}\n", "--columns", "a,b");

    [Theory]
    [InlineData("{\"X\":[1,2,3,4]}")]
    [InlineData("{\"X\":[[1,2],[3,4]]}")]
    [InlineData("{\"p\":[1,2],\"q\":3,\"r\":[4]}")]
    public Task Lists_are_flattened(string line) => AssertScores("float[N,2,2]", line, "{\"Y_0_0\":1,\"Y_0_1\":2,\"Y_1_0\":3,\"Y_1_1\":4}\n");

    [Fact]
    public Task Null_is_missing() => AssertScores("float[N,1]", "{\"X\":null}\n{\"X\":\"NaN\"}\n{\"X\":\"-Infinity\"}\n", "{\"Y\":\"NaN\"}\n{\"Y\":\"NaN\"}\n{\"Y\":\"-Infinity\"}\n");

    [Fact]
    public Task Texts_are_unescaped_and_written_again() => AssertScores("string[N,1]", "{\"X\":\"\\u00fc\\n\\\"\"}\n{\"X\":7}\n", "{\"Y\":\"ü\\n\\\"\"}\n{\"Y\":\"7\"}\n");

    [Fact]
    public Task Bools_are_bools() => AssertScores("bool[N,1]", "{\"X\":true}\n{\"X\":0}\n", "{\"Y\":true}\n{\"Y\":false}\n");

    [Fact]
    public Task Kept_properties_stay_what_they_are() => AssertScores(
        "float[N,1]",
        "{\"id\":{\"a\": [1]},\"t\":1.50,\"X\":1}\n{\"t\":\"x\",\"X\":2}\n",
        "{\"id\":{\"a\": [1]},\"t\":1.50,\"Y\":1}\n{\"id\":null,\"t\":\"x\",\"Y\":2}\n",
        "--columns", "X", "--keep", "id,t");

    [Fact]
    public Task Byte_order_mark_and_blank_lines_are_skipped() => AssertScores("float[N,1]", "\uFEFF{\"X\":1}\r\n\r\n{\"X\":2}", "{\"Y\":1}\n{\"Y\":2}\n");

    [Fact]
    public async Task Ending_chooses_the_format_both_ways()
    {
        string json = _folder.Write("x.ndjson", "{\"id\":\"a,b\",\"X\":1}\n"u8), csv = _folder.Combine("y.csv"), back = _folder.Combine("z.jsonl");
        await ToolRun.RunAsync("score", Models.PathOf("identity1"), "--input", json, "--keep", "id", "--output", csv);
        Assert.Equal("id,Y\n\"a,b\",1\n", await File.ReadAllTextAsync(csv));
        await ToolRun.RunAsync("score", Models.PathOf("identity1"), "--input", csv, "--columns", "Y", "--keep", "id,Y", "--output", back);
        Assert.Equal("{\"id\":\"a,b\",\"Y\":\"1\",\"Y_score\":1}\n", await File.ReadAllTextAsync(back));
    }

    [Theory]
    [InlineData("{\"X\":1", "json: line 2: not JSON")]
    [InlineData("{\"X\":1 2}", "json: line 2: not JSON: at byte 8 of the line: '2' is invalid after a value. Expected either ',', '}', or ']'.")]
    [InlineData("{\"X\":x}", "json: line 2: not JSON: at byte 6 of the line: 'x' is an invalid start of a value.")]
    [InlineData("{\"X\":\"\\ud800\"}", "json: line 2: not JSON: a text has half of a surrogate pair")]
    [InlineData("[1]", "json: line 2: not a JSON object but an array.")]
    [InlineData("{\"X\":1} 2", "json: line 2: not JSON")]
    [InlineData("{\"Y\":1}", "column: line 2: no property 'X'.")]
    [InlineData("{\"X\":[1,2]}", "shape: line 2: 'X' has 2 values; 1 are needed.")]
    [InlineData("{\"X\":{}}", "shape: line 2: 'X' has 0 values; 1 are needed.")]
    [InlineData("{\"X\":true}", "number: line 2: column 'X' is 'true'")]
    public async Task Line_that_cannot_be_read_fails_alone(string line, string message)
    {
        ToolRun run = await ToolRun.RunWithAsync($"{{\"X\":1}}\n{line}\n{{\"X\":3}}\n", "score", Models.PathOf("identity1"), "--input", "-", "--format", "jsonl");
        Assert.Equal((ExitCode.RowsFailed, "{\"Y\":1}\n{\"Y\":3}\n"), (run.Code, run.Output));
        Assert.Contains($"row 2: {message}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_lines_before_the_first_object_are_rows()
    {
        ToolRun run = await ToolRun.RunWithAsync("x\n{\"X\":2}\n", "score", Models.PathOf("identity1"), "--input", "-", "--format", "jsonl");
        Assert.Equal((ExitCode.RowsFailed, "{\"Y\":2}\n"), (run.Code, run.Output));
        Assert.Contains("row 1: json: line 1:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_gives_nothing_out()
    {
        ToolRun run = await ToolRun.RunWithAsync("", "score", Models.PathOf("identity1"), "--input", "-", "--format", "jsonl");
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
    }

    private async Task AssertScores(string type, string input, string expected, params string[] args) =>
        Assert.Equal(expected, await ToolRun.ScoreAsync(Models.WriteEcho(_folder, type), input, ["--format", "jsonl", .. args]));
}
