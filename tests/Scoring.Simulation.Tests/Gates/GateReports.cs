using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;
using Scoring.Simulation.Reports;
using Scoring.Simulation.Rivals;

namespace Scoring.Simulation.Tests.Gates;

/// <summary>The reports that the gates look at, each made once: what the command prints for the same set and seed, without the kinds of service that are not gated.</summary>
public sealed class GateReports
{
    private const ulong TuningSeed = 1;
    private const int RandomCount = 24;

    private readonly Lazy<SimulationReport> _tuning = new(static () => Create("tuning", TuningSeed, TuningProfiles.Create(), Scenario.ForTuningProfiles));
    private readonly Dictionary<ulong, SimulationReport> _random = [];

    internal SimulationReport Tuning => _tuning.Value;

    internal SimulationReport Random(ulong seed)
    {
        if (!_random.TryGetValue(seed, out SimulationReport? report))
            _random[seed] = report = Create("random", seed, RandomProfiles.Create(seed, RandomCount), Scenario.ForRandomProfiles);
        return report;
    }

    private static SimulationReport Create(string set, ulong seed, ServiceProfile[] profiles, Scenario[] scenarios) => new()
    {
        Set = set,
        Seed = seed,
        Policy = "ours",
        Cells = new CellRunner(static profile => AdaptiveOptions.Create(profile, without: null), Rival.All).RunAll(Cell.CreateAll(profiles, scenarios, seed)),
    };
}
