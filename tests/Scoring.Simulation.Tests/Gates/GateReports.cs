using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;
using Scoring.Simulation.Reports;
using Scoring.Simulation.Rivals;

namespace Scoring.Simulation.Tests.Gates;

/// <summary>The reports that the gates look at, each made once: what the command prints for the same set and seed, without the kinds of service that are not gated.</summary>
public sealed class GateReports
{
    /// <summary>Rivals are compared with this seed only: with others the tuning profiles show that their goodput is not luck.</summary>
    private const ulong RivalsSeed = 1;

    private const int RandomCount = 24;

    private readonly Dictionary<ulong, SimulationReport> _tuning = [];
    private readonly Dictionary<ulong, SimulationReport> _random = [];

    internal SimulationReport Tuning(ulong seed = RivalsSeed)
    {
        if (!_tuning.TryGetValue(seed, out SimulationReport? report))
            _tuning[seed] = report = Create("tuning", seed, TuningProfiles.Create(), Scenario.ForTuningProfiles, seed == RivalsSeed ? Rival.All : []);
        return report;
    }

    internal SimulationReport Random(ulong seed)
    {
        if (!_random.TryGetValue(seed, out SimulationReport? report))
            _random[seed] = report = Create("random", seed, RandomProfiles.Create(seed, RandomCount), Scenario.ForRandomProfiles, Rival.All);
        return report;
    }

    private static SimulationReport Create(string set, ulong seed, ServiceProfile[] profiles, Scenario[] scenarios, IReadOnlyList<Rival> rivals) => new()
    {
        Set = set,
        Seed = seed,
        Policy = "ours",
        Cells = new CellRunner(static profile => AdaptiveOptions.Create(profile, without: null), rivals).RunAll(Cell.CreateAll(profiles, scenarios, seed)),
    };
}
