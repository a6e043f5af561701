using System.Globalization;
using Scoring.Tests.Fakes;
using Scoring.Tuning;
using Scoring.Tuning.Planning;

namespace Scoring.Tests.Tuning.Planning;

public class CapacityPlannerTests
{
    [Fact]
    public void Twenty_connections_of_a_thousand_rows_in_a_fifth_of_a_second_are_a_hundred_thousand_rows_per_second()
    {
        ScoringPlan plan = CapacityPlanner.Plan(Profile(Point(1000, 20, 0.2)), new PlanOptions { ArrivalRate = 80_000 });

        Assert.Equal(100_000, plan.Capacity, 1e-6);
        Assert.Equal((1, 1000, 20), (plan.Replicas, plan.Rows, plan.ParallelRequests));
        Assert.Equal(0.8, plan.Utilization, 1e-9);
        Assert.True(plan.IsEnough);
        Assert.Null(plan.Advice);
    }

    [Fact]
    public void Too_little_says_how_fast_the_queue_grows_and_how_many_replicas_are_needed()
    {
        ScoringPlan plan = CapacityPlanner.Plan(Profile(Point(1000, 20, 0.2)), new PlanOptions { ArrivalRate = 250_000, Replicas = 2 });

        Assert.False(plan.IsEnough);
        Assert.Equal(50_000, plan.QueueGrowth, 1e-6);
        Assert.Null(plan.ExpectedP99Seconds);
        Assert.Contains("4 replicas are needed", plan.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Replicas_are_added_until_there_is_headroom_and_places_are_shared_among_partitions()
    {
        ScoringPlan plan = CapacityPlanner.Plan(Profile(Point(1000, 20, 0.2)), new PlanOptions { ArrivalRate = 250_000, Partitions = 16 });

        Assert.Equal(4, plan.Replicas);
        Assert.Equal(5, plan.ParallelRequests);
        Assert.Equal(20, plan.RequestsPerReplica);
    }

    [Fact]
    public void Setting_is_the_one_within_the_budget_that_needs_the_fewest_replicas()
    {
        TuningProfile profile = Profile(Point(100, 4, 0.01), Point(1000, 4, 0.05), Point(2000, 4, 0.09));
        var wanted = new PlanOptions { ArrivalRate = 60_000 };

        Assert.Equal(1000, CapacityPlanner.Plan(profile, wanted).Rows);
        Assert.Equal((100, 2), (CapacityPlanner.Plan(profile, wanted with { P99Budget = TimeSpan.FromMilliseconds(30) }).Rows, CapacityPlanner.Plan(profile, wanted with { P99Budget = TimeSpan.FromMilliseconds(30) }).Replicas));
        ScoringPlan late = CapacityPlanner.Plan(profile, wanted with { P99Budget = TimeSpan.FromMilliseconds(5) });
        Assert.False(late.IsWithinBudget);
        Assert.Contains("raise it to", late.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.00004)]
    [InlineData(0.3)]
    public void Budget_that_is_advised_is_met_and_not_much_more_than_is_needed(double seconds)
    {
        TuningProfile profile = Profile(Point(100, 4, seconds));
        var wanted = new PlanOptions { ArrivalRate = 10, P99Budget = TimeSpan.FromTicks(10) };

        ScoringPlan late = CapacityPlanner.Plan(profile, wanted);
        double advised = double.Parse(late.Advice!.Split("raise it to ")[1].Split(' ')[0], CultureInfo.InvariantCulture) / 1e3;

        Assert.InRange(advised, late.ExpectedP99Seconds!.Value, 1.1 * late.ExpectedP99Seconds.Value);
        Assert.True(CapacityPlanner.Plan(profile, wanted with { P99Budget = TimeSpan.FromSeconds(advised) }).IsWithinBudget);
    }

    [Fact]
    public void Recommended_setting_is_kept_where_it_does_as_well()
    {
        TuningProfile profile = Profile(Point(100, 4, 0.01), Point(1000, 4, 0.05)) with { Recommended = new TuningSetting { Rows = 1000, ParallelRequests = 4, RowsPerSecond = 80_000, P99Seconds = 0.06, Reason = "a test" } };
        var wanted = new PlanOptions { ArrivalRate = 20_000 };

        Assert.Equal(100, CapacityPlanner.Plan(profile with { Recommended = null }, wanted).Rows);
        Assert.Equal(1000, CapacityPlanner.Plan(profile, wanted).Rows);
        Assert.Equal(100, CapacityPlanner.Plan(profile, wanted with { P99Budget = TimeSpan.FromMilliseconds(30) }).Rows);
    }

    [Fact]
    public void Expected_time_is_its_formula()
    {
        TuningProfile profile = Profile(Point(1000, 4, 0.05)) with { Noise = 0.1 };

        ScoringPlan plan = CapacityPlanner.Plan(profile, new PlanOptions { ArrivalRate = 40_000 });

        double expected = (1.25 * 0.06) + (Math.Log(100) * 0.5 / 0.5 * ((0.001 + 0.01) / 2) * 0.05 / 4);
        Assert.Equal(expected, plan.ExpectedP99Seconds!.Value, 1e-9);
    }

    [Fact]
    public void What_a_client_has_learned_is_enough_to_plan()
    {
        TuningProfile learned = Profile() with { Sizes = [new(100, 0.01, 3), new(500, 0.04, 3)], Inflation = [1, 1.1, 1.5], Tail = 0.2 };

        ScoringPlan plan = CapacityPlanner.Plan(learned, new PlanOptions { ArrivalRate = 15_000 });

        Assert.Equal(1, plan.Replicas);
        Assert.True(plan.Capacity >= 15_000 / 0.8);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        TuningProfile profile = Profile(Point(1000, 20, 0.2));
        PlanOptions fine = new() { ArrivalRate = 1 };

        Assert.All(
            [fine with { ArrivalRate = 0 }, fine with { ArrivalRate = double.NaN }, fine with { Partitions = 0 }, fine with { P99Budget = TimeSpan.Zero }, fine with { Replicas = 0 }, fine with { MaxUtilization = 1 }],
            options => Assert.ThrowsAny<ArgumentException>(() => CapacityPlanner.Plan(profile, options)));
    }

    private static TuningPoint Point(int rows, int parallel, double seconds) => new()
    {
        Rows = rows,
        ParallelRequests = parallel,
        Rounds = 7,
        Samples = 70,
        MedianSeconds = seconds,
        LowSeconds = seconds,
        HighSeconds = seconds,
        P50Seconds = seconds,
        P99Seconds = 1.2 * seconds,
        RowsPerSecond = parallel * rows / seconds,
        OutlierShare = 0,
        IsStable = true,
    };

    private static TuningProfile Profile(params TuningPoint[] points) => new()
    {
        Key = ProfileKey.Of(LongModel.Signature()),
        TakenAt = default,
        Noise = 0.05,
        Tail = 0.1,
        Sizes = [new(1000, 0.2, 7)],
        Inflation = [1],
        Points = [.. points],
    };
}
