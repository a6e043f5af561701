using System.Diagnostics;
using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Oracle;
using Scoring.Simulation.Profiles;

bool tuning = args is ["tuning", ..];
ServiceProfile[] profiles = tuning ? TuningProfiles.Create() : RandomProfiles.Create(1, 24);
Scenario[] scenarios = tuning ? Scenario.ForTuningProfiles : Scenario.ForRandomProfiles;
var watch = Stopwatch.StartNew();
Parallel.ForEach(Cell.CreateAll(profiles, scenarios, 1), cell =>
{
    OracleResult oracle = OracleSearch.Run(cell);
    Console.WriteLine($"{cell,-22} {cell.Profile.Kind,-8} capacity {cell.Capacity,8:0} oracle {oracle.Goodput / cell.Capacity,6:0.000} p99 {oracle.P99,6:0.0} of {cell.Profile.Budget,4:0} {oracle.Settings}");
});
Console.WriteLine(watch.Elapsed);
