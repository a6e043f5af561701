using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ApiSnapshot;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>Samples are run as a newcomer runs them, and say what they promise.</summary>
public partial class SampleTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Worker_scores_all_trips_is_healthy_and_shows_its_metrics()
    {
        string printed = await RunAsync("Worker");

        Assert.Contains("Scoring client 'fares' is built: queue → telemetry → isolation → ONNX model taxi-gbdt.onnx", printed, StringComparison.Ordinal);
        Assert.Matches(@"50000 trips scored, \d+\.\d\d USD on average; health: Healthy, 50000 rows scored, 0 failed", printed);
        Assert.Contains("scoring_client_rows_total{scoring_client_name=\"fares\",scoring_model_name=\"taxi-gbdt.onnx\",scoring_row_outcome=\"scored\",scoring_transport=\"onnx\"} 50000", printed, StringComparison.Ordinal);
        Assert.Contains("scoring_client_batch_duration_seconds_bucket", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fallback_scores_every_trip_whatever_the_endpoint_does()
    {
        string printed = await RunAsync("Fallback");

        Assert.Contains("endpoint slow: 0 of 500 trips scored by the endpoint, 500 by the local model", printed, StringComparison.Ordinal);
        Assert.Contains("endpoint down: 0 of 500 trips scored by the endpoint, 500 by the local model", printed, StringComparison.Ordinal);
        Assert.Contains("endpoint back: ", printed, StringComparison.Ordinal);
        Assert.Contains("Scoring client 'fares' falls back (Slow)", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hot_swap_loses_no_row()
    {
        string printed = await RunAsync("HotSwap");

        Match counts = Counts().Match(printed);
        Assert.True(counts.Success, printed);
        Assert.Equal(counts.Groups["sent"].Value, counts.Groups["scored"].Value);
        Assert.Equal(("0", "0"), (counts.Groups["wrong"].Value, counts.Groups["lost"].Value));
    }

    [Fact]
    public async Task Streams_of_every_kind_lose_nothing_and_end()
    {
        string printed = await RunAsync("Streams");

        Assert.Equal(4, Scored().Count(printed));
        Assert.Equal(4, Faults().Count(printed));
        Assert.Equal(4, Ends().Count(printed));
        Assert.All(Ahead().Matches(printed), static match => Assert.InRange(int.Parse(match.Groups["ahead"].ValueSpan, CultureInfo.InvariantCulture), 1, 1_024 + 102));
    }

    private async Task<string> RunAsync(string sample)
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string folder = RepositoryRoot.Combine("artifacts", "bin", sample, configuration);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, $"{sample}.dll")]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        output.WriteLine(printed);
        Assert.Equal(0, process.ExitCode);
        return printed;
    }

    [GeneratedRegex(@"(?<sent>\d+) rows sent, (?<scored>\d+) scored by \d+ versions, (?<wrong>\d+) by none, (?<lost>-?\d+) lost")]
    private static partial Regex Counts();

    [GeneratedRegex("slow consumer: 5000 of 5000 scored")]
    private static partial Regex Scored();

    [GeneratedRegex("fault: 3000 of 3000 scored, then: the source broke")]
    private static partial Regex Faults();

    [GeneratedRegex("cancellation: ended after 1000 results")]
    private static partial Regex Ends();

    [GeneratedRegex(@"never more than (?<ahead>\d+) ahead")]
    private static partial Regex Ahead();
}
