using System.Text;
using System.Text.Json.Nodes;
using Scoring.Tuning;

namespace Scoring.Tool.Tests.Sweeping;

public sealed class TuneTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Table_goes_to_stdout_and_progress_to_stderr()
    {
        ToolRun run = await TuneRuns.TuneTaxiAsync(_folder);
        Assert.True(run.Code == ExitCode.Ok, run.Output + run.Error);
        Assert.All((string[])["rows/s", "p99 ms", "◀ recommended", "knee", "latency knee", "recommended"], part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.Contains(run.Lines, static line => line.TrimStart().StartsWith("20 ", StringComparison.Ordinal));
        Assert.All((string[])["warming up", "measuring", "requests"], part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("warming up", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }

    [Fact]
    public async Task Json_is_the_report_and_the_profile_is_loaded_by_clients()
    {
        string profile = _folder.Combine("fares.json"), html = _folder.Combine("fares.html"), svg = _folder.Combine("fares.svg");
        ToolRun run = await TuneRuns.TuneTaxiAsync(_folder, "-o", "json", "--profile", profile, "--html", html, "--svg", svg, "--seed", "7");

        TuningReport report = TuningReport.FromJson(run.Output);
        Assert.Equal((7, 60), (report.Seed, report.SampleRows));
        Assert.Contains(report.Points, static point => point is { Rows: 20, ParallelRequests: 1 } && point.RoundSeconds.Length == point.Rounds);
        Assert.Equal(report.Recommended, TuningProfile.Load(profile).Recommended);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(html), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<svg", await File.ReadAllTextAsync(svg), StringComparison.Ordinal);
        Assert.Contains($"wrote {profile} (profile)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_that_is_no_slower_passes_its_baseline_and_a_slower_one_does_not()
    {
        string profile = _folder.Combine("before.json");
        await TuneRuns.TuneTaxiAsync(_folder, "--profile", profile);
        ToolRun same = await TuneRuns.TuneTaxiAsync(_folder, "--baseline", profile, "--fail-if-worse", "95%");
        Assert.True(same.Code == ExitCode.Ok, same.Output + same.Error);
        Assert.Contains("not worse than the baseline", same.Error, StringComparison.Ordinal);

        Save(profile, before => before with { Points = [.. before.Points.Select(static point => point with { RoundSeconds = [.. point.RoundSeconds.Select(static seconds => seconds / 1000)], RowsPerSecond = point.RowsPerSecond * 1000 })] });
        ToolRun slower = await TuneRuns.TuneTaxiAsync(_folder, "--baseline", profile);
        Assert.Equal(ExitCode.RowsFailed, slower.Code);
        Assert.Contains("worse than the baseline by more than 10 %: 20 rows × 1", slower.Error, StringComparison.Ordinal);
        Assert.Contains("worse than the baseline", slower.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_of_other_settings_is_no_pass()
    {
        string profile = _folder.Combine("before.json");
        await TuneRuns.TuneTaxiAsync(_folder, "--profile", profile);
        Save(profile, static before => before with { Points = [.. before.Points.Select(static point => point with { Rows = point.Rows + 5000 })] });
        ToolRun run = await TuneRuns.TuneTaxiAsync(_folder, "--baseline", profile);
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Contains("nothing was compared", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_that_nothing_meets_is_a_gate_that_is_not_met()
    {
        ToolRun run = await TuneRuns.TuneTaxiAsync(_folder, "--p99-budget", "1us");
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Contains("no setting is within the budget of 1 µs", run.Error, StringComparison.Ordinal);
        Assert.Contains("over budget", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_that_is_too_short_to_measure_anything_is_a_usage_error()
    {
        string profile = _folder.Combine("p.json");
        ToolRun run = await ToolRun.RunAsync("tune", Models.Taxi, "--sample", TuneRuns.WriteTrips(_folder), "--columns", Models.TaxiColumns, "--max-time", "1ms", "--profile", profile);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("raise --max-time, or measure fewer settings", run.Error, StringComparison.Ordinal);
        Assert.Contains("the profile was not written: nothing was measured", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(profile));
    }

    [Fact]
    public async Task Baseline_that_is_no_profile_is_refused_with_what_to_give()
    {
        string trips = TuneRuns.WriteTrips(_folder), twice = _folder.Combine("before.json");
        await TuneRuns.TuneTaxiAsync(_folder, "--profile", twice);
        JsonNode profile = JsonNode.Parse(await File.ReadAllTextAsync(twice))!;
        profile["points"]!.AsArray().Add(profile["points"]![0]!.DeepClone());
        await File.WriteAllTextAsync(twice, profile.ToJsonString());

        (await ToolRun.RunAsync("tune", Models.Taxi, "--sample", trips, "--baseline", twice)).AssertRefused(ExitCode.Usage, "--baseline", "before.json", "two points of", "Give what scoring tune --profile has written");
        (await ToolRun.RunAsync("tune", Models.Taxi, "--sample", trips, "--baseline", trips)).AssertRefused(ExitCode.Usage, "damaged", "Give what scoring tune --profile has written");
    }

    [Fact]
    public async Task Cancelled_sweep_writes_what_it_has()
    {
        string profile = _folder.Combine("partial.json"), trips = TuneRuns.WriteTrips(_folder);
        using var cancellation = new CancellationTokenSource();
        using var output = new MemoryStream();
        using var error = new CancellingWriter("measuring", cancellation);
        var terminal = new Terminal { Input = Stream.Null, Output = output, Error = error };
        ExitCode code = await ScoringTool.RunAsync(
            ["tune", Models.Taxi, "--sample", trips, "--columns", Models.TaxiColumns, "--sizes", "1,20,200", "--concurrency", "1", "--profile", profile, "-o", "json"], terminal, cancellation.Token);

        Assert.Equal(ExitCode.Cancelled, code);
        TuningReport report = TuningReport.FromJson(Encoding.UTF8.GetString(output.ToArray()));
        Assert.True(report.IsPartial);
        Assert.NotEmpty(report.Points);
        Assert.NotEmpty(TuningProfile.Load(profile).Points);
        Assert.Contains("cancelled", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminal_has_a_bar_and_colours_only_where_they_are_wanted()
    {
        string trips = TuneRuns.WriteTrips(_folder);
        foreach (bool usesColor in (bool[])[true, false])
        {
            using var output = new MemoryStream();
            using var error = new StringWriter();
            var terminal = new Terminal { Input = Stream.Null, Output = output, Error = error, OutputIsTerminal = true, ErrorIsTerminal = true, UsesColor = usesColor };
            Assert.Equal(ExitCode.Ok, await ScoringTool.RunAsync(["tune", Models.Taxi, "--sample", trips, "--columns", Models.TaxiColumns, .. TuneRuns.Short], terminal, default));
            Assert.DoesNotContain("measuring,", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
            if (!usesColor) Assert.DoesNotContain("\u001b[3", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "--sample")]
    [InlineData("--sample none.csv", "there is no file 'none.csv'")]
    [InlineData("--sample TRIPS --sizes 1,many", "--sizes has 'many'")]
    [InlineData("--sample TRIPS --sizes 0", "--sizes has 0", "10000")]
    [InlineData("--sample TRIPS --sizes 10001", "--sizes has 10001", "10000")]
    [InlineData("--sample TRIPS --sizes 5000000000", "--sizes has '5000000000', which is out of range")]
    [InlineData("--sample TRIPS --sizes -5", "--sizes has -5", "10000")]
    [InlineData("--sample TRIPS --concurrency 0", "--concurrency has 0", "256")]
    [InlineData("--sample TRIPS --p99-budget 5", "--p99-budget is '5', which has no unit", "5ms or 5s")]
    [InlineData("--sample TRIPS --rate 0", "--rate is '0'", "above 0 and below 1000000000000")]
    [InlineData("--sample TRIPS --concurrency 300", "--concurrency has 300", "256")]
    [InlineData("--sample TRIPS --p99-budget soon", "--p99-budget is 'soon'", "1us")]
    [InlineData("--sample TRIPS --rate -1", "--rate")]
    [InlineData("--sample TRIPS --fail-if-worse 5%", "--fail-if-worse has no use without --baseline")]
    [InlineData("--sample TRIPS --baseline TRIPS", "--baseline", "trips.csv", "damaged")]
    [InlineData("--sample TRIPS --baseline nowhere.json", "--baseline: there is no file 'nowhere.json'")]
    [InlineData("--sample TRIPS --fail-if-worse 120%", "--fail-if-worse is '120%'")]
    [InlineData("--sample TRIPS --profile /no/such/folder/p.json", "--profile: there is no directory '/no/such/folder'")]
    [InlineData("--sample TRIPS --profile LONG", "--profile: '", "cannot be written", "Give a file in a directory")]
    [InlineData("--sample TRIPS --html LONG", "--html: '", "cannot be written")]
    [InlineData("--sample TRIPS --svg LONG", "--svg: '", "cannot be written")]
    [InlineData("--sample TRIPS --profile /dev/null", "--profile takes a file, not the device '/dev/null'")]
    [InlineData("--sample TRIPS --baseline BASE --profile BASE", "--profile and --baseline are the same file")]
    [InlineData("--sample TRIPS --html TRIPS", "--html and --sample are the same file")]
    [InlineData("--sample TRIPS --yes", "--yes is for endpoints")]
    [InlineData("--sample TRIPS --protocol azureml", "--protocol is for endpoints")]
    [InlineData("--sample TRIPS --arrivals often", "--arrivals is 'often'; it must be poisson, constant or none.")]
    [InlineData("--sample TRIPS -o xml", "-o is 'xml'; it must be table or json.")]
    [InlineData("--sample EMPTY", "--sample: empty.csv is empty")]
    [InlineData("--sample HEADER", "--sample: header.csv has no row that can be sent: there is none below the header")]
    [InlineData("--sample TRIPS --columns nope", "no column 'nope'")]
    public async Task Wrong_option_is_a_usage_error(string options, params string[] parts)
    {
        string trips = TuneRuns.WriteTrips(_folder);
        string[] args = [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(arg => arg switch { "TRIPS" => trips, "BASE" => _folder.Combine("base.json"), "EMPTY" => _folder.Write("empty.csv", ""u8), "HEADER" => _folder.Write("header.csv", "a,b,c,d,e\n"u8), "LONG" => _folder.Combine(new string('x', 300)), _ => arg })];
        (await ToolRun.RunAsync(["tune", Models.Taxi, .. args])).AssertRefused(ExitCode.Usage, parts);
    }

    [Fact]
    public async Task File_that_is_no_model_cannot_be_used()
    {
        string trips = TuneRuns.WriteTrips(_folder);
        (await ToolRun.RunAsync("tune", trips, "--sample", trips)).AssertRefused(ExitCode.ModelUnusable, "ONNX model");
    }

    private static void Save(string path, Func<TuningProfile, TuningProfile> change) => change(TuningProfile.Load(path)).Save(path);
}
