using System.Text.Json;
using Scoring.Diagnostics;
using Scoring.Tuning;

namespace Scoring.Tool.Tests.Sweeping;

public sealed class PlanTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plan_says_what_a_rate_needs()
    {
        ToolRun run = await ToolRun.RunAsync("plan", Profile(), "--rate", "20000");
        Assert.True(run.Code == ExitCode.Ok, run.Output + run.Error);
        Assert.All((string[])["need", "1 replica", "capacity", "utilization", "expected p99"], part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.Equal("", run.Error);
    }

    /// <summary>The example of Azure Stream Analytics: 20 connections × 1000 rows ÷ 0.2 s.</summary>
    [Fact]
    public async Task Json_has_the_whole_plan()
    {
        ToolRun run = await ToolRun.RunAsync("plan", Profile(), "--rate", "50000", "--partitions", "2", "-o", "json");
        Assert.True(run.Code == ExitCode.Ok, run.Output + run.Error);
        using JsonDocument plan = JsonDocument.Parse(run.Output);
        Assert.Equal(100_000, plan.RootElement.GetProperty("capacity").GetDouble(), 1e-6);
        Assert.Equal((1000, 2, 20), (plan.RootElement.GetProperty("rows").GetInt32(), plan.RootElement.GetProperty("partitions").GetInt32(), plan.RootElement.GetProperty("requestsPerReplica").GetInt32()));
        string[] named = [.. typeof(Scoring.Tuning.Planning.ScoringPlan).GetProperties().Select(static p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];
        Assert.All(named, name => Assert.True(plan.RootElement.TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task Plan_that_cannot_be_met_is_a_gate_that_is_not_met()
    {
        ToolRun little = await ToolRun.RunAsync("plan", Profile(), "--rate", "150000", "--replicas", "1");
        Assert.Equal(ExitCode.RowsFailed, little.Code);
        Assert.Contains("the queue grows by 50,000 rows/s", little.Output, StringComparison.Ordinal);

        ToolRun late = await ToolRun.RunAsync("plan", Profile(), "--rate", "1000", "--p99-budget", "1ms");
        Assert.Equal(ExitCode.RowsFailed, late.Code);
        Assert.Contains("over the budget of 1 ms", late.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_does_as_well_as_a_profile()
    {
        ToolRun tuned = await TuneRuns.TuneTaxiAsync(_folder, "-o", "json");
        string report = _folder.Write("report.json", System.Text.Encoding.UTF8.GetBytes(tuned.Output));
        ToolRun run = await ToolRun.RunAsync("plan", report, "--rate", "100");
        Assert.True(run.Code == ExitCode.Ok, run.Output + run.Error);
        Assert.Contains("taxi-gbdt", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PROFILE", "--rate")]
    [InlineData("PROFILE --rate many", "--rate is 'many'")]
    [InlineData("PROFILE --rate 0", "--rate is '0'")]
    [InlineData("PROFILE --rate 5 --partitions 0", "--partitions is 0")]
    [InlineData("PROFILE --rate 5 --replicas 0", "--replicas is 0")]
    [InlineData("PROFILE --rate 5 --max-use 0%", "--max-use is 0")]
    [InlineData("none.json --rate 5", "PROFILE: there is no file 'none.json'")]
    [InlineData("DAMAGED --rate 5", "PROFILE", "damaged")]
    [InlineData("OTHER --rate 5", "PROFILE", "version")]
    public async Task Wrong_option_is_a_usage_error(string options, params string[] parts)
    {
        string damaged = _folder.Write("damaged.json", "{\"version\":1,"u8), other = _folder.Write("other.json", "[1]"u8), profile = Profile();
        string[] args = [.. options.Split(' ').Select(arg => arg switch { "PROFILE" => profile, "DAMAGED" => damaged, "OTHER" => other, _ => arg })];
        (await ToolRun.RunAsync(["plan", .. args])).AssertRefused(ExitCode.Usage, parts);
    }

    private string Profile()
    {
        string path = _folder.Combine("profile.json");
        var point = new TuningPoint
        {
            Rows = 1000,
            ParallelRequests = 20,
            Rounds = 7,
            Samples = 140,
            MedianSeconds = 0.2,
            LowSeconds = 0.19,
            HighSeconds = 0.21,
            P50Seconds = 0.2,
            P99Seconds = 0.25,
            RowsPerSecond = 100_000,
            OutlierShare = 0,
            IsStable = true,
        };
        new TuningProfile
        {
            Key = new ProfileKey { ModelName = "function", SignatureHash = "00" },
            TakenAt = DateTimeOffset.UnixEpoch,
            Noise = 0.1,
            Tail = 0.1,
            Sizes = [new MeasuredSize(1000, 0.2, 20)],
            Inflation = [1],
            Points = [point],
        }.Save(path);
        return path;
    }
}
