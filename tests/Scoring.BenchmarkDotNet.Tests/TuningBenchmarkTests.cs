using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Scoring.Tuning;

namespace Scoring.BenchmarkDotNet.Tests;

public sealed class TuningBenchmarkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>BenchmarkDotNet runs no assembly below the folder for temporary files, where a clone may well be.</summary>
    static TuningBenchmarkTests() => Environment.SetEnvironmentVariable("TMPDIR", Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "temp")).FullName);

    public void Dispose() => _folder.Dispose();

    private static bool IsDebug =>
#if DEBUG
        true;
#else
        false;
#endif

    [Fact]
    public void Sweep_fills_columns_and_writes_profile_and_report()
    {
        Assert.SkipWhen(IsDebug, "A Debug build is refused.");
        Summary summary = BenchmarkRunner.Run<EchoTuning>(Config());
        Assert.True(summary.Reports.Length == 4 && summary.Reports.All(static report => report.Success), string.Join(" ", summary.ValidationErrors.Select(static error => error.Message)));

        string[] header = summary.Table.FullHeader;
        Assert.All((string[])["Rows", "Requests", "p50 ms", "p99 ms", "rows/s", "µs/row", "Answer"], name => Assert.Contains(name, header));
        int rate = Array.IndexOf(header, "rows/s"), answer = Array.IndexOf(header, "Answer");
        Assert.All(summary.Table.FullContent, row => Assert.Matches("^[0-9,]+$", row[rate]));
        Assert.Single(summary.Table.FullContent, row => row[answer].Contains("recommended", StringComparison.Ordinal));

        Conclusion[] conclusions = [.. new TuningAnalyser().Analyse(summary)];
        Assert.Contains(conclusions, static one => one.Message.StartsWith("EchoTuning: recommended are", StringComparison.Ordinal));
        AssertFiles(Directory.GetFiles(summary.ResultsDirectoryPath));
    }

    [Theory]
    [InlineData(typeof(UnusableTunings.WithoutRows), "CreateSample gives no rows")]
    [InlineData(typeof(UnusableTunings.WithoutModel), "There is no model at 'fares.onnx'")]
    [InlineData(typeof(UnusableTunings.WithTooManyRequests), "ParallelRequests has 8, and the model runs 2 requests at once")]
    [InlineData(typeof(UnusableTunings.WithFewRounds), "Rounds is 2; it must be 3 or more")]
    [InlineData(typeof(UnusableTunings.WithQueue), "a queue in front")]
    public void Sweep_that_makes_no_sense_is_not_begun(Type type, string message)
    {
        Summary summary = BenchmarkRunner.Run(type, Config());
        Assert.True(summary.HasCriticalValidationErrors);
        Assert.Contains(summary.ValidationErrors, error => error.Message.Contains(message, StringComparison.Ordinal));
        Assert.Empty(summary.Reports);
    }

    [Fact]
    public void Debug_build_is_told_from_a_release_build() => Assert.Equal(IsDebug, TuningValidator.IsDebug(typeof(EchoTuning).Assembly));

    private static void AssertFiles(string[] files)
    {
        TuningProfile profile = TuningProfile.Load(Assert.Single(files, static file => file.EndsWith("-profile.json", StringComparison.Ordinal)));
        Assert.Equal([(1, 1), (64, 1), (1, 2), (64, 2)], profile.Points.Select(static point => (point.Rows, point.ParallelRequests)));
        Assert.All(profile.Points, static point => Assert.Equal((3, 3), (point.Rounds, point.RoundSeconds.Length)));
        Assert.Equal("echo", profile.Key.ModelName);
        Assert.Contains(files, static file => file.EndsWith("-tuning.html", StringComparison.Ordinal));
        Assert.Contains(files, static file => file.EndsWith("-tuning.svg", StringComparison.Ordinal));
    }

    private ManualConfig Config() => ManualConfig.CreateEmpty().AddLogger(ConsoleLogger.Default).AddColumnProvider(DefaultColumnProviders.Instance).WithArtifactsPath(_folder.FullName);
}
