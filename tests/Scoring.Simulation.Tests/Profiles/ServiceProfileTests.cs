using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Tests.Profiles;

public sealed class ServiceProfileTests
{
    [Theory]
    [InlineData(nameof(ServiceKind.Linear), 1, 100, 12)]
    [InlineData(nameof(ServiceKind.Step), 1, 65, 14.8)]
    [InlineData(nameof(ServiceKind.Flat), 1, 65, 2.425)]
    [InlineData(nameof(ServiceKind.Flat), 1, 60, 2.3)]
    [InlineData(nameof(ServiceKind.Thrash), 1, 74, 10.025)]
    [InlineData(nameof(ServiceKind.Parallel), 3, 10, 5)]
    public void Curve_is_that_of_its_kind(string kind, int p, int rows, double milliseconds)
    {
        ServiceProfile profile = Create(Enum.Parse<ServiceKind>(kind)) with { P = p };
        Assert.Equal(milliseconds, profile.Curve(rows), 9);
    }

    [Fact]
    public void Crowd_costs_nothing_up_to_the_places_and_more_than_its_share_beyond()
    {
        ServiceProfile profile = Create(ServiceKind.Parallel) with { P = 4, Theta = 0.1 };
        Assert.Equal(1, profile.Crowd(4));
        Assert.Equal(6 / 4.0 * 1.2, profile.Crowd(6), 9);
    }

    [Fact]
    public void Last_shift_that_has_begun_counts()
    {
        ServiceProfile profile = Create(ServiceKind.Linear) with { Shifts = [new(0.25, 2), new(0.5, 0.5)] };
        Assert.Equal([1, 2, 0.5], [profile.ShiftAt(0), profile.ShiftAt(SimulatedTime.RunTicks / 4), profile.ShiftAt(SimulatedTime.RunTicks - 1)]);
    }

    [Fact]
    public void Capacity_is_the_best_rate_within_the_budget()
    {
        // 1024 rows take 104.4 ms and wait as long: too late. 384 take 40.4 ms.
        ServiceProfile profile = Create(ServiceKind.Linear) with { Budget = 90 };
        Assert.Equal(384 / 40.4 * 1000, Capacity.Of(profile), 6);
    }

    private static ServiceProfile Create(ServiceKind kind) => new() { Name = "test", Kind = kind, A = 2, C = 0.1, S = 64, Budget = 100 };
}
