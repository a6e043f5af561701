using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Tests.Profiles;

public sealed class RandomProfilesTests
{
    [Fact]
    public void Profiles_of_a_seed_are_the_same_however_many_are_wanted() =>
        Assert.Equal(RandomProfiles.Create(3, 5).Select(static profile => (profile.Name, profile.A, profile.Budget)), RandomProfiles.Create(3, 24).Take(5).Select(static profile => (profile.Name, profile.A, profile.Budget)));

    [Fact]
    public void Profiles_are_within_their_ranges_and_use_all_of_them()
    {
        ServiceProfile[] profiles = RandomProfiles.Create(11, 2000);
        Assert.All(profiles, static profile =>
        {
            Assert.InRange(profile.A, 1, 15);
            Assert.InRange(profile.C, 0.03, 0.4);
            Assert.InRange(profile.Budget, 60, 400);
            Assert.Contains(profile.Theta, new[] { 0, 0.03, 0.1 });
            Assert.Contains(profile.Noise, new[] { 0.03, 0.1, 0.2 });
            Assert.Contains(profile.P, profile.Kind == ServiceKind.Parallel ? new[] { 2, 3, 6, 8 } : [1]);
        });
        Assert.All(Enum.GetValues<ServiceKind>(), kind => Assert.InRange(profiles.Count(profile => profile.Kind == kind), 300, 500));
        Assert.InRange(profiles.Count(static profile => profile.Pause.Probability > 0), 500, 700);
        Assert.InRange(profiles.Count(static profile => profile.Shifts.Count > 0), 500, 700);
        Assert.InRange(profiles.Average(static profile => Math.Log(profile.A)), 0.45 * Math.Log(15), 0.55 * Math.Log(15));
    }
}
