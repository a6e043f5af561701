using Scoring.Simulation.Profiles;
using Scoring.Simulation.Tuning;
using Scoring.Tuning;

namespace Scoring.Simulation.Tests.Tuning;

/// <summary>The real tuner on simulated services.</summary>
public class TuningSimulationTests
{
    private const ulong Seed = 3;

    private static readonly int[] s_parallel = [1, 2, 4, 8, 16, 20];

    public static TheoryData<string> Services => [.. TuningProfiles.Create().Where(static profile => !profile.HasVaryingCapacity).Select(static profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Recommended_setting_has_nearly_the_best_rate_and_the_knee_is_right(string name)
    {
        ServiceProfile service = TuningProfiles.Create().Single(profile => profile.Name == name);

        TuningReport report = await TuningSimulation.RunAsync(service, Seed, new TuningOptions());

        Assert.False(report.IsPartial, report.PartialReason);
        double best = s_parallel.Max(parallel => Enumerable.Range(1, 2000).Max(rows => Rate(service, rows, parallel)));
        TuningSetting setting = report.Recommended!;
        Assert.True(Rate(service, setting.Rows, setting.ParallelRequests) >= 0.95 * best, $"{setting.Rows} × {setting.ParallelRequests} has {Rate(service, setting.Rows, setting.ParallelRequests):0} of {best:0} rows/s");
        Assert.InRange(report.Knee.Rows!.Value, 0.8 * Knee(service, report.Knee.ParallelRequests), 1.2 * Knee(service, report.Knee.ParallelRequests));
        Assert.InRange(report.Seconds, 1, 60);
        Assert.InRange(report.Requests, 100, 3000);
    }

    [Fact]
    public async Task Drift_is_not_mistaken_for_size()
    {
        ServiceProfile service = TuningProfiles.Create().Single(static profile => profile.Name == "drift");

        TuningReport report = await TuningSimulation.RunAsync(service, Seed, new TuningOptions { ParallelRequests = [1] });

        Assert.InRange(report.Knee.Rows!.Value, 0.7 * Knee(service, 1), 1.3 * Knee(service, 1));
    }

    [Fact]
    public async Task Same_seed_gives_the_same_report()
    {
        ServiceProfile service = TuningProfiles.Create().Single(static profile => profile.Name == "parallel4");

        TuningReport first = await TuningSimulation.RunAsync(service, Seed, new TuningOptions { Seed = 5 });
        TuningReport second = await TuningSimulation.RunAsync(service, Seed, new TuningOptions { Seed = 5 });

        Assert.Equal(first.ToJson(), second.ToJson());
    }

    [Fact]
    public async Task Load_check_sees_what_the_planner_expects()
    {
        ServiceProfile service = TuningProfiles.Create().Single(static profile => profile.Name == "linear");

        TuningReport report = await TuningSimulation.RunAsync(service, Seed, new TuningOptions { P99Budget = TimeSpan.FromMilliseconds(100) });

        Assert.Equal([0.5, 0.8, 0.95], report.LoadChecks.Select(static check => check.Share));
        Assert.All(report.LoadChecks.Take(2), static check => Assert.InRange(check.AchievedRowsPerSecond / check.OfferedRowsPerSecond, 0.9, 1.1));
        Assert.All(report.LoadChecks.Take(2), static check => Assert.False(check.IsFallingBehind));
        Assert.True(report.LoadChecks[0].P99Seconds < report.LoadChecks[2].P99Seconds);
        Assert.InRange(report.LoadChecks[1].P99Seconds, 0.3 * report.Recommended!.ExpectedP99Seconds, 1.5 * report.Recommended.ExpectedP99Seconds);
        Assert.True(report.Recommended.ExpectedP99Seconds <= 0.1);
    }

    private static double Rate(ServiceProfile service, int rows, int parallel) => parallel * rows / (service.Curve(rows) * service.Crowd(parallel)) * 1000;

    private static int Knee(ServiceProfile service, int parallel)
    {
        double best = Enumerable.Range(1, 2000).Max(rows => Rate(service, rows, parallel));
        return Enumerable.Range(1, 2000).First(rows => Rate(service, rows, parallel) >= 0.9 * best);
    }
}
