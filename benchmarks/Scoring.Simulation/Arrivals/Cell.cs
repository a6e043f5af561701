using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Arrivals;

/// <summary>A service under a load: what policies are compared on. Immutable, so any thread may run it.</summary>
internal sealed class Cell
{
    private readonly ulong _seed;

    public Cell(ServiceProfile profile, Scenario scenario, ulong seed)
    {
        (Profile, Scenario) = (profile, scenario);
        _seed = seed;
        Capacity = Profiles.Capacity.Of(profile);
        Callers = scenario.IsClosed ? (int)Math.Clamp(0.6 * Capacity * profile.Budget / 1000, 1, 3000) : 0;
        Trace = scenario.IsClosed ? [] : ArrivalTrace.Create(scenario.Pattern, scenario.Load * Capacity, StableRandom.Hash(seed, 1));
    }

    public ServiceProfile Profile { get; }

    public Scenario Scenario { get; }

    /// <summary>Rows per second.</summary>
    public double Capacity { get; }

    /// <summary>Callers of a closed loop, else 0.</summary>
    public int Callers { get; }

    /// <summary>When rows come; empty in a closed loop.</summary>
    public long[] Trace { get; }

    /// <summary>All combinations of some services and scenarios, each with its own luck.</summary>
    public static IEnumerable<Cell> CreateAll(IReadOnlyList<ServiceProfile> profiles, IReadOnlyList<Scenario> scenarios, ulong seed)
    {
        for (int profile = 0; profile < profiles.Count; profile++)
        {
            for (int scenario = 0; scenario < scenarios.Count; scenario++)
            {
                yield return new Cell(profiles[profile], scenarios[scenario], StableRandom.Hash(seed, ((ulong)profile << 32) + (ulong)scenario));
            }
        }
    }

    /// <summary>The service's times for one run.</summary>
    public ServiceSampler NewSampler() => new(Profile, StableRandom.Hash(_seed, 2));

    public override string ToString() => $"{Profile.Name}/{Scenario.Name}";
}
