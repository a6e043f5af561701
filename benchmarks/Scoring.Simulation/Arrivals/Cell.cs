using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Arrivals;

/// <summary>A service under a load: what policies are compared on. It does not change, so any thread may run it.</summary>
internal sealed class Cell
{
    private readonly ulong _seed;

    /// <summary>Made when it is first needed: cells are many, and few are looked at at once.</summary>
    private long[]? _trace;

    public Cell(ServiceProfile profile, Scenario scenario, ulong seed)
    {
        (Profile, Scenario) = (profile, scenario);
        _seed = seed;
        Capacity = Profiles.Capacity.Of(profile);
        Callers = scenario.IsClosed ? (int)Math.Clamp(0.6 * Capacity * profile.Budget / 1000, 1, 3000) : 0;
    }

    /// <summary>Which one of its set.</summary>
    public int Number { get; private init; }

    public ServiceProfile Profile { get; }

    public Scenario Scenario { get; }

    /// <summary>Rows per second.</summary>
    public double Capacity { get; }

    /// <summary>Callers of a closed loop, else 0.</summary>
    public int Callers { get; }

    /// <summary>When rows come; empty in a closed loop.</summary>
    public long[] Trace => _trace ??= NewTrace();

    /// <summary>All combinations of some services and scenarios, each with its own luck.</summary>
    public static IEnumerable<Cell> CreateAll(IReadOnlyList<ServiceProfile> profiles, IReadOnlyList<Scenario> scenarios, ulong seed)
    {
        for (int profile = 0; profile < profiles.Count; profile++)
        {
            for (int scenario = 0; scenario < scenarios.Count; scenario++)
            {
                yield return new Cell(profiles[profile], scenarios[scenario], StableRandom.Hash(seed, ((ulong)profile << 32) + (ulong)scenario))
                {
                    Number = (profile * scenarios.Count) + scenario,
                };
            }
        }
    }

    /// <summary>The luck of the service.</summary>
    public ulong ServiceSeed => StableRandom.Hash(_seed, 2);

    /// <summary>The service for one run.</summary>
    public ServiceRun<T> NewService<T>() => ServiceRun<T>.Create(Profile, ServiceSeed);

    /// <summary>Rows of a call of an open loop.</summary>
    public int RowsOf(int call) => Profile.CallSizes.Count == 0 ? 1 : Profile.CallSizes[(int)(StableRandom.Hash(_seed, 3, (ulong)call) % (ulong)Profile.CallSizes.Count)];

    /// <summary>The stream of a call.</summary>
    public int PartitionOf(int call) => Profile.Partitions == 1 ? 0 : (int)(StableRandom.Hash(_seed, 4, (ulong)call) % (ulong)Profile.Partitions);

    private long[] NewTrace()
    {
        if (Scenario.IsClosed) return [];
        double callsPerSecond = Scenario.Load * Capacity / (Profile.CallSizes.Count == 0 ? 1 : Profile.CallSizes.Average());
        long[] calls = ArrivalTrace.Create(Scenario.Pattern, callsPerSecond, StableRandom.Hash(_seed, 1));
        return Profile.CallSizes.Count == 0 ? calls : [.. calls.SelectMany((time, call) => Enumerable.Repeat(time, RowsOf(call)))];
    }

    public override string ToString() => $"{Profile.Name}/{Scenario.Name}";
}
