using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Scoring.BenchmarkDotNet;

/// <summary>The configuration of a sweep.</summary>
internal static class ScoringTuningConfig
{
    /// <summary>Times of whole rounds, which say nothing here.</summary>
    private static readonly string[] s_hidden = ["Method", Column.Mean, Column.Error, Column.StdDev, Column.Median, Column.P95, Column.Min, Column.Max];

    public static IConfig Create(int rounds, int warmUpRounds) => ManualConfig.CreateEmpty()
        .AddJob(JobOf(rounds, warmUpRounds))
        .AddColumn([.. TuningColumn.All])
        .HideColumns(s_hidden)
        .AddValidator(new TuningValidator())
        .AddAnalyser(new TuningAnalyser())
        .AddExporter(new TuningExporter());

    /// <summary>In this process: the times of requests are kept in its memory. One round is one invocation, and the collector runs when it wants to, as it does in a service.</summary>
    private static Job JobOf(int rounds, int warmUpRounds) => Job.Default
        .WithStrategy(RunStrategy.Monitoring)
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithInvocationCount(1)
        .WithUnrollFactor(1)
        .WithWarmupCount(warmUpRounds)
        .WithIterationCount(rounds)
        .WithGcForce(false)
        .WithEvaluateOverhead(false);
}
