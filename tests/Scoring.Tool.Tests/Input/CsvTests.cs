using System.Text;

namespace Scoring.Tool.Tests.Input;

/// <summary>CSV as it comes: RFC 4180 and what people make of it.</summary>
public sealed class CsvTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("X\n1\n2\n")]
    [InlineData("X\r\n1\r\n2\r\n")]
    [InlineData("X\n1\n2")]
    [InlineData("\uFEFFX\n1\n2\n")]
    [InlineData("\"X\"\n\"1\"\n\"2\"\n")]
    [InlineData("X\n\n1\n\n2\n\n")]
    public async Task Line_ends_quotes_and_byte_order_marks_do_not_matter(string input) =>
        Assert.Equal("Y\n1\n2\n", await ToolRun.ScoreAsync(Models.PathOf("identity1"), input));

    [Fact]
    public async Task Kept_cells_come_out_as_they_went_in()
    {
        const string Names = "name,X\n\"Braund, Mr. \"\"Owen\"\"\",1\n\"two\nlines\",2\n ü ,3\n,4\n";
        Assert.Equal(Names.Replace("name,X", "name,Y", StringComparison.Ordinal), await ToolRun.ScoreAsync(Models.PathOf("identity1"), Names, "--columns", "X", "--keep", "name"));
    }

    [Fact]
    public async Task Column_may_be_both_feature_and_kept() =>
        Assert.Equal("X,Y\n1e0,1\n", await ToolRun.ScoreAsync(Models.PathOf("identity1"), "X\n1e0\n", "--columns", "X", "--keep", "X"));

    [Fact]
    public async Task Tabs_separate_a_tsv_file_and_its_scores()
    {
        string input = _folder.Write("x.tsv", "id\tX\n\"a\tb\"\t1\n"u8);
        ToolRun run = await ToolRun.RunAsync("score", Models.PathOf("identity1"), "--input", input, "--keep", "id");
        Assert.Equal("id\tY\n\"a\tb\"\t1\n", run.Output);
    }

    [Fact]
    public async Task Ending_of_the_output_chooses_its_delimiter()
    {
        string input = _folder.Write("x.tsv", "id\tX\na\t1\n"u8), output = _folder.Combine("y.csv");
        await ToolRun.RunAsync("score", Models.PathOf("identity1"), "--input", input, "--keep", "id", "--output", output);
        Assert.Equal("id,Y\na,1\n", await File.ReadAllTextAsync(output));
    }

    [Theory]
    [InlineData(";", ';')]
    [InlineData("|", '|')]
    [InlineData("tab", '\t')]
    public async Task Delimiter_is_an_option(string option, char delimiter) =>
        Assert.Equal($"a{delimiter}Y\n1{delimiter}2\n", await ToolRun.ScoreAsync(Models.PathOf("identity1"), $"a{delimiter}X\n1{delimiter}2\n", "--keep", "a", "--delimiter", option));

    [Fact]
    public async Task Comments_are_skipped_when_asked() =>
        Assert.Equal("Y\n1\n", await ToolRun.ScoreAsync(Models.PathOf("identity1"), "# made by hand\nX\n# one\n1\n", "--comments"));

    [Fact]
    public async Task Comments_are_rows_when_not_asked()
    {
        ToolRun run = await ScoreAsync(Models.PathOf("identity1"), "X\n#1\n");
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Contains("'#1'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_cell_of_a_number_is_NaN() =>
        Assert.Equal("Y\nNaN\n5\n", await ToolRun.ScoreAsync(Models.WriteEcho(_folder, "double[N,1]"), "id,X\n1,\n2,5\n", "--columns", "X"));

    [Fact]
    public async Task Empty_cell_of_a_text_is_scored_as_empty() =>
        Assert.Equal("id,Y\n1,\n2,b\n", await ToolRun.ScoreAsync(Models.WriteEcho(_folder, "string[N,1]"), "id,X\n1,\n2,b\n", "--columns", "X", "--keep", "id"));

    [Fact]
    public async Task Header_alone_gives_a_header()
    {
        ToolRun run = await ScoreAsync(Models.PathOf("logreg4"), "a,b,c,d\n", "--keep", "a", "--columns", "a,b,c,d");
        Assert.Equal((ExitCode.Ok, "a,probabilities_0,probabilities_1,probabilities_2\n"), (run.Code, run.Output));
        Assert.StartsWith("0 rows, 0 failed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_comes_even_when_every_row_fails()
    {
        ToolRun run = await ScoreAsync(Models.PathOf("identity1"), "X\na\n");
        Assert.Equal((ExitCode.RowsFailed, "Y\n"), (run.Code, run.Output));
    }

    [Theory]
    [InlineData("a,X\n1\n2,3\n", "row 1: fields: line 2: 1 cells, but the header has 2.")]
    [InlineData("a,X\n1,2,3\n2,3\n", "row 1: fields: line 2: 3 cells, but the header has 2.")]
    [InlineData("a,X\n1,b\n2,3\n", "row 1: number: line 2: column 'X' is 'b', not a number (Float32).")]
    [InlineData("a,X\n1,\"1,000\"\n2,3\n", "row 1: number: line 2: column 'X' is '1,000', not a number (Float32).")]
    [InlineData("a,X\n1,1e39\n2,3\n", "row 1: range: line 2: column 'X' is '1e39', which Float32 cannot hold.")]
    [InlineData("a,X\n1,\"4\"2\n2,3\n", "row 1: quote: line 2: text follows the closing quote")]
    [InlineData("a,X\n\"x\ny\",b\n2,3\n", "row 1: number: line 2: column 'X'")]
    public async Task Row_that_cannot_be_read_fails_alone(string input, string message)
    {
        ToolRun run = await ScoreAsync(Models.PathOf("identity1"), input, "--columns", "X");
        Assert.Equal((ExitCode.RowsFailed, "Y\n3\n"), (run.Code, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_quote_is_told()
    {
        ToolRun run = await ScoreAsync(Models.PathOf("identity1"), "a,X\n1,2\n\"3,4\n5,6\n", "--columns", "X");
        Assert.Equal((ExitCode.RowsFailed, "Y\n2\n"), (run.Code, run.Output));
        Assert.Contains("row 2: quote: line 3: a quoted cell is never closed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_encodings_are_told()
    {
        ToolRun run = await ToolRun.RunWithAsync(Encoding.Latin1.GetBytes("a,X\nü,1\nu,2\n"), "score", Models.PathOf("identity1"), "--input", "-", "--columns", "X");
        Assert.Equal((ExitCode.RowsFailed, "Y\n2\n"), (run.Code, run.Output));
        Assert.Contains("row 1: encoding: line 2: not UTF-8", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_with_a_comma_is_quoted_in_a_list() =>
        Assert.Equal("\"b,c\",Y\n2,1\n", await ToolRun.ScoreAsync(Models.PathOf("identity1"), "a,\"b,c\"\n1,2\n", "--columns", "a", "--keep", "\"b,c\""));

    private static Task<ToolRun> ScoreAsync(string model, string input, params string[] args) => ToolRun.RunWithAsync(input, ["score", model, "--input", "-", .. args]);
}
