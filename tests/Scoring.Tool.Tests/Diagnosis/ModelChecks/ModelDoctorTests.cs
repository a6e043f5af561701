using System.Text.Json;
using Scoring.Tool.Diagnosis;
using Scoring.Tool.Diagnosis.ModelChecks;
using Scoring.Tuning;

namespace Scoring.Tool.Tests.Diagnosis.ModelChecks;

public sealed class ModelDoctorTests : IDisposable
{
    private const string Trips = "vendorid,weekday_n,pickuphour,passenger,distance\n1,4,7,1,4.2\n2,6,9,1,0.53\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sound_model_is_well()
    {
        ToolRun run = await ToolRun.RunAsync("doctor", Models.Taxi, "--sample", Write("trips.csv", Trips), "--columns", Models.TaxiColumns);
        Assert.True(run.Code == ExitCode.Ok, run.Output + run.Error);
        Assert.All((string[])["batch axis is free", "what each gives alone", "1 thread in a run", "2 rows in", "features float32[N, 5]"], part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.Equal("0 problems, 0 notes\n", run.Error.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("→ ", string.Concat(run.Lines.Where(static line => line.TrimStart().StartsWith('→'))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixed_batch_axis_is_a_problem_with_a_remedy()
    {
        ToolRun run = await ToolRun.RunAsync("doctor", Models.PathOf("logreg4_batch1"));
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Contains("fixed at 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("→ Export the model with a free first dimension", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zipmap_is_measured_where_there_is_a_sample()
    {
        ToolRun known = await ToolRun.RunAsync("doctor", Models.PathOf("logreg4_zipmap"));
        Assert.Equal(ExitCode.Ok, known.Code);
        Assert.Contains("was not measured", known.Output, StringComparison.Ordinal);

        string sample = Write("rows.csv", "a,b,c,d\n" + string.Concat(Enumerable.Repeat("0.1,0.2,0.3,0.4\n", 500)));
        ToolRun run = await ToolRun.RunAsync("doctor", Models.PathOf("logreg4_zipmap"), "--sample", sample, "-o", "json");
        using JsonDocument report = JsonDocument.Parse(run.Output);
        JsonElement zipmap = report.RootElement.GetProperty("findings").EnumerateArray().Single(static finding => finding.GetProperty("topic").GetString() == Topics.ZipMap);
        Assert.Contains("200 rows take", zipmap.GetProperty("finding").GetString(), StringComparison.Ordinal);
        Assert.Contains("zipmap", zipmap.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal(report.RootElement.GetProperty("problems").GetInt32() > 0 ? ExitCode.RowsFailed : ExitCode.Ok, run.Code);
    }

    [Theory]
    [InlineData(9, 10, FindingLevel.Note)]
    [InlineData(2, 10, FindingLevel.Problem)]
    [InlineData(11, 10, FindingLevel.Note)]
    public void Zipmap_is_a_problem_from_a_tenth_of_the_time_on(int without, int with, object level)
    {
        Finding finding = ZipMapCheck.Judge(["p"], 200, TimeSpan.FromMilliseconds(with), TimeSpan.FromMilliseconds(without + 0.001));
        Assert.Equal(level, finding.Level);
    }

    [Theory]
    [InlineData(2, 1, 2, FindingLevel.Ok)]
    [InlineData(2, 4, 2, FindingLevel.Problem)]
    [InlineData(8, 1, 2, FindingLevel.Problem)]
    [InlineData(2, 0, 4, FindingLevel.Problem)]
    [InlineData(1, 0, 4, FindingLevel.Ok)]
    public void Threads_are_counted_over_all_lanes(int lanes, int threads, int processors, object level)
    {
        Finding finding = ThreadCheck.Of(lanes, threads, processors);
        Assert.Equal(level, finding.Level);
        Assert.Equal(finding.Level == FindingLevel.Problem, finding.Remedy is not null);
    }

    [Fact]
    public async Task Threads_of_the_application_are_looked_at()
    {
        ToolRun run = await ToolRun.RunAsync("doctor", Models.Taxi, "--lanes", "64", "--intra-op", "64");
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Contains("64 lanes × 64 threads in a run = 4,096 threads", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_profile_is_a_problem()
    {
        ToolRun run = await ToolRun.RunAsync("doctor", Models.Taxi, "--profile", Write("profile.json", "{"));
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Contains("damaged", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_of_another_model_or_machine_is_stale()
    {
        var key = new ProfileKey { ModelName = "m", SignatureHash = "abc" };
        var here = new TuningEnvironment { Machine = "a", OperatingSystem = "Linux", Architecture = "X64", Processors = 4, Runtime = ".NET", LibraryVersion = "1" };
        var profile = new TuningProfile { Key = key, TakenAt = DateTimeOffset.UnixEpoch, Noise = 0.1, Tail = 0.1, Sizes = [], Inflation = [1], Environment = here };

        Assert.Equal(FindingLevel.Ok, StaleProfileCheck.Of(profile, key, here with { Machine = "b" }).Level);
        Finding model = StaleProfileCheck.Of(profile, key with { SignatureHash = "def" }, here), machine = StaleProfileCheck.Of(profile, key, here with { Processors = 64 });
        Assert.Equal((FindingLevel.Problem, FindingLevel.Problem), (model.Level, machine.Level));
        Assert.Contains("another model", model.Text, StringComparison.Ordinal);
        Assert.Contains("4 processors", machine.Text, StringComparison.Ordinal);
        Assert.Contains("scoring tune", machine.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Slow_first_request_is_worth_a_note()
    {
        Assert.Equal(FindingLevel.Note, SpeedCheck.Judge(200, TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(2)).Level);
        Assert.Equal(FindingLevel.Ok, SpeedCheck.Judge(200, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(2)).Level);
    }

    [Fact]
    public async Task File_that_is_no_model_ends_with_its_own_code()
    {
        ToolRun run = await ToolRun.RunAsync("doctor", Write("no.onnx", "nothing"));
        Assert.Equal(ExitCode.ModelUnusable, run.Code);
        Assert.Contains("problem", run.Output, StringComparison.Ordinal);
        Assert.Contains("Give an .onnx file", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--columns a", "--columns has no use without --sample FILE")]
    [InlineData("--sample none.csv", "--sample: there is no file 'none.csv'")]
    [InlineData("--lanes 0", "--lanes is 0", "1024")]
    [InlineData("--intra-op x", "--intra-op is 'x'")]
    [InlineData("--parallel 3", "--parallel is for endpoints")]
    [InlineData("--protocol azureml", "--protocol is for endpoints")]
    [InlineData("-o xml", "xml")]
    public async Task Wrong_option_is_a_usage_error(string options, params string[] parts) =>
        (await ToolRun.RunAsync(["doctor", Models.Taxi, .. options.Split(' ')])).AssertRefused(ExitCode.Usage, parts);

    [Fact]
    public async Task Sample_without_rows_is_a_usage_error()
    {
        (await ToolRun.RunAsync("doctor", Models.Taxi, "--sample", Write("header.csv", "a,b,c,d,e\n"))).AssertRefused(ExitCode.Usage, "--sample: header.csv has no row");
        (await ToolRun.RunAsync("doctor", Models.Taxi, "--sample", Write("bad.csv", "a,b,c,d,e\n1,2,3,4,x\n"))).AssertRefused(ExitCode.Usage, "bad.csv has no row", "column 'e' is 'x'");
        (await ToolRun.RunAsync("doctor", Models.Taxi, "--sample", Write("few.csv", "a,b\n1,2\n"))).AssertRefused(ExitCode.Usage, "takes 5 values per row");
    }

    private string Write(string name, string text) => _folder.Write(name, System.Text.Encoding.UTF8.GetBytes(text));
}
