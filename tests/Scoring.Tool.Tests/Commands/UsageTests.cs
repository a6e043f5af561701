namespace Scoring.Tool.Tests.Commands;

/// <summary>Ways to get the command line wrong: each ends with 2 or 4, says what to do, and shows no stack trace.</summary>
public sealed class UsageTests : IDisposable
{
    private const string Trips = "vendorid,weekday_n,pickuphour,passenger,distance\n1,4,7,1,4.2\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_and_version_go_to_stdout()
    {
        ToolRun help = await ToolRun.RunAsync("score", "--help"), version = await ToolRun.RunAsync("--version");
        Assert.Equal((ExitCode.Ok, ""), (help.Code, help.Error));
        Assert.Contains("--partition-by", help.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Ok, ""), (version.Code, version.Error));
        Assert.NotEqual("", version.Output);
    }

    [Theory]
    [InlineData("", "command")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("score model.onnx", "--input")]
    [InlineData("score model.onnx --input x.csv --max-batch many", "--max-batch", "many")]
    [InlineData("score model.onnx --input x.csv --max-batch 0", "--max-batch is 0", "10000")]
    [InlineData("score model.onnx --input x.csv --max-batch 10001", "--max-batch is 10001", "10000")]
    [InlineData("score model.onnx --input x.csv --parallel 0", "--parallel is 0", "1024")]
    [InlineData("score model.onnx --input x.csv --format xml", "--format 'xml'", "csv", "jsonl")]
    [InlineData("score model.onnx --input x.csv --delimiter ab", "--delimiter 'ab'", "tab")]
    [InlineData("score model.onnx --input x.jsonl --delimiter ;", "--delimiter ';'", "JSON lines")]
    public async Task Wrong_option_is_a_usage_error(string line, params string[] parts) =>
        (await ToolRun.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).AssertRefused(ExitCode.Usage, parts);

    [Fact]
    public Task Missing_column_names_the_nearest() =>
        AssertUsage(Trips, ["--columns", "vendorid,weekday_n,pickuphour,passenger,distnace"], "--columns: no column 'distnace' in trips.csv; did you mean 'distance'? It has: vendorid,");

    [Fact]
    public Task Header_with_spaces_is_suggested_not_guessed() =>
        AssertUsage(Trips.Replace("distance", " distance ", StringComparison.Ordinal), ["--columns", Models.TaxiColumns], "no column 'distance'", "did you mean ' distance '?");

    [Fact]
    public Task Missing_kept_column_is_a_usage_error() => AssertUsage(Trips, ["--keep", "id"], "--keep: no column 'id' in trips.csv");

    [Fact]
    public Task Missing_partition_column_is_a_usage_error() => AssertUsage(Trips, ["--partition-by", "vendor"], "--partition-by: no column 'vendor'", "'vendorid'");

    [Fact]
    public Task Column_kept_twice_is_a_usage_error() => AssertUsage(Trips, ["--keep", "distance,distance"], "--keep names 'distance' 2 times");

    [Fact]
    public Task Wrong_delimiter_is_recognised() =>
        AssertUsage(Trips.Replace(',', ';'), ["--columns", Models.TaxiColumns], "no column 'vendorid'", "--delimiter ';'");

    [Fact]
    public Task Wrong_delimiter_is_recognised_without_columns() => AssertUsage(Trips.Replace(',', '\t'), [], "1 column", "--delimiter tab");

    [Fact]
    public Task Wrong_number_of_columns_shows_both_sides() =>
        AssertUsage(Trips, ["--columns", "vendorid,distance"], "taxi-gbdt.onnx takes 5 values per row in input 'features' Float32 [5]", "--columns names 2 columns: vendorid, distance");

    [Fact]
    public Task Too_many_columns_ask_for_the_features() => AssertUsage("id," + Trips.Replace("\n1,", "\n9,1,", StringComparison.Ordinal), [], "6 columns: id, vendorid", "--columns");

    [Fact]
    public Task Duplicate_header_is_named() => AssertUsage("a,b,a\n1,2,3\n", [], "trips.csv has the column 'a' 2 times (columns 1, 3)");

    [Fact]
    public Task Empty_file_is_a_usage_error() => AssertUsage("", [], "trips.csv is empty");

    [Fact]
    public Task Csv_taken_for_json_is_recognised() => AssertUsage(Trips, ["--format", "jsonl"], "--input: none of the first 2 lines of trips.csv is a JSON object", "--format csv");

    [Fact]
    public async Task Missing_input_names_the_nearest_file()
    {
        WriteTrips(Trips);
        (await ScoreAsync(_folder.Combine("trip.csv"))).AssertRefused(ExitCode.Usage, "there is no file", "did you mean 'trips.csv'?");
        (await ScoreAsync(_folder.Combine("none", "trips.csv"))).AssertRefused(ExitCode.Usage, "there is no directory", "none");
        (await ScoreAsync(_folder.FullName)).AssertRefused(ExitCode.Usage, "is a directory");
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_a_usage_error()
    {
        string trips = WriteTrips(Trips);
        (await ScoreAsync(trips, "--output", _folder.Combine("none", "x.csv"))).AssertRefused(ExitCode.Usage, "--output: there is no directory", "none");
        (await ScoreAsync(trips, "--output", _folder.FullName)).AssertRefused(ExitCode.Usage, "--output", "is a directory");
        (await ScoreAsync(trips, "--errors", "-")).AssertRefused(ExitCode.Usage, "--errors takes a file");
        (await ScoreAsync(trips, "--errors", _folder.Combine("none", "x.jsonl"))).AssertRefused(ExitCode.Usage, "--errors: there is no directory");
    }

    [Fact]
    public async Task Files_are_never_written_over_what_is_read()
    {
        string trips = WriteTrips(Trips), scores = _folder.Combine("scores.csv");
        (await ScoreAsync(trips, "--output", trips)).AssertRefused(ExitCode.Usage, "--output and --input are the same file");
        (await ScoreAsync(trips, "--errors", trips)).AssertRefused(ExitCode.Usage, "--errors and --input are the same file");
        (await ScoreAsync(trips, "--output", scores, "--errors", _folder.Combine(".", "scores.csv"))).AssertRefused(ExitCode.Usage, "--errors and --output are the same file");
        (await ScoreAsync(trips, "--output", Models.Taxi)).AssertRefused(ExitCode.Usage, "--output and MODEL are the same file");
        Assert.Equal(Trips, await File.ReadAllTextAsync(trips));
    }

    [Fact]
    public async Task Files_are_never_written_over_what_is_read_under_another_name()
    {
        string trips = WriteTrips(Trips), link = _folder.Combine("link.csv"), folder = _folder.Combine("folder");
        File.CreateSymbolicLink(link, trips);
        Directory.CreateSymbolicLink(folder, _folder.FullName);

        foreach (string output in (string[])[link, Path.Combine(folder, Path.GetFileName(trips))])
        {
            (await ScoreAsync(trips, "--output", output)).AssertRefused(ExitCode.Usage, "--output", "give --output another");
            (await ScoreAsync(output, "--output", trips)).AssertRefused(ExitCode.Usage, "--output", "give --output another");
            (await ScoreAsync(trips, "--errors", output)).AssertRefused(ExitCode.Usage, "--errors", "give --errors another");
        }

        Assert.Equal(Trips, await File.ReadAllTextAsync(trips));
    }

    [Fact]
    public async Task Input_without_a_name_is_a_usage_error() => (await ScoreAsync("")).AssertRefused(ExitCode.Usage, "--input names no file", "- for stdin");

    [Fact]
    public Task Header_that_is_not_utf8_is_a_usage_error() => AssertUsage("vendor\uFFFD,distance\n1,2\n", [], "the header of trips.csv is not UTF-8");

    [Fact]
    public async Task Output_that_exists_is_left_alone_when_the_columns_are_wrong()
    {
        string scores = _folder.Write("scores.csv", "precious"u8);
        (await ScoreAsync(WriteTrips(Trips), "--output", scores, "--columns", "nothing")).AssertRefused(ExitCode.Usage);
        Assert.Equal("precious", await File.ReadAllTextAsync(scores));
    }

    [Fact]
    public async Task Model_that_cannot_be_used_ends_with_4()
    {
        string trips = WriteTrips(Trips);
        (await ToolRun.RunAsync("score", _folder.Combine("none.onnx"), "--input", trips)).AssertRefused(ExitCode.ModelUnusable, "There is no model file", "none.onnx", "begins with http://");
        (await ToolRun.RunAsync("score", _folder.FullName, "--input", trips)).AssertRefused(ExitCode.ModelUnusable, "is a folder");
        (await ToolRun.RunAsync("score", trips, "--input", WriteTrips(Trips, "other.csv"))).AssertRefused(ExitCode.ModelUnusable, "trips.csv", "cannot be loaded", "give an .onnx file, whole");
        (await ToolRun.RunAsync("inspect", trips)).AssertRefused(ExitCode.ModelUnusable, "trips.csv", "cannot be loaded");
    }

    [Fact]
    public async Task Missing_runtime_names_the_remedy()
    {
        ToolRun run = await ToolRun.RunAsync("inspect", Models.Taxi, "--onnxruntime", _folder.Combine("none"));
        run.AssertRefused(ExitCode.ModelUnusable, "--onnxruntime", "SCORING_ONNXRUNTIME", "Microsoft.ML.OnnxRuntime");
        Assert.DoesNotContain("OnnxScoringOptions", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_shows_where_an_error_came_from()
    {
        ToolRun run = await ToolRun.RunAsync("inspect", _folder.Combine("none.onnx"), "--verbose");
        Assert.Equal(ExitCode.ModelUnusable, run.Code);
        Assert.Contains("   at ", run.Error, StringComparison.Ordinal);
    }

    private async Task AssertUsage(string input, string[] args, params string[] parts) =>
        (await ScoreAsync(WriteTrips(input), args)).AssertRefused(ExitCode.Usage, parts);

    private string WriteTrips(string text, string name = "trips.csv") => _folder.Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private static Task<ToolRun> ScoreAsync(string input, params string[] args) => ToolRun.RunAsync(["score", Models.Taxi, "--input", input, .. args]);
}
