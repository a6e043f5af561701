using System.Collections.Concurrent;
using System.CommandLine;
using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Charts;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;
using Scoring.Simulation.Reports;
using Scoring.Simulation.Rivals;

const string Ours = "ours";
Option<string> set = new Option<string>("--set") { Description = "Which services.", DefaultValueFactory = _ => "random" }.AcceptOnlyFromAmong("tuning", "random");
var seed = new Option<ulong>("--seed") { Description = "Decides the services, if they are random, and all luck.", DefaultValueFactory = _ => 1 };
var count = new Option<int>("--profiles") { Description = "How many random services.", DefaultValueFactory = _ => 24 };
var file = new Option<string?>("--profiles-file") { Description = "Services from a JSON file instead, with the scenarios of the set." };
var json = new Option<string?>("--json") { Description = "Where to write the report as JSON." };
var withRivals = new Option<bool>("--rivals") { Description = "Compares others too; false is faster.", DefaultValueFactory = _ => true };
Option<string> policy = new Option<string>("--policy") { Description = "Who is reported.", DefaultValueFactory = _ => Ours }.AcceptOnlyFromAmong([Ours, .. Rival.All.Select(static rival => rival.Name)]);
var without = new Option<string?>("--without") { Description = "Leaves a part of the controller out." };
var onlyProfile = new Option<string?>("--profile") { Description = "One service only, by name." };
var onlyScenario = new Option<string?>("--scenario") { Description = "One scenario only, by name." };
var drift = new Option<string?>("--drift") { Description = "Only writes a picture of a service that changes to this SVG file." };
var root = new RootCommand("Compares the client's scheduler with the best fixed settings, in virtual time.")
{
    set, seed, count, file, json, withRivals, policy, without, onlyProfile, onlyScenario, drift,
};
root.SetAction(arguments =>
{
    string? left = arguments.GetValue(without), who = arguments.GetValue(policy);
    if (arguments.GetValue(drift) is { } picture)
    {
        File.WriteAllText(picture, DriftPicture.Create(profile => AdaptiveOptions.Create(profile, left), arguments.GetValue(seed)));
        return;
    }

    bool isTuning = arguments.GetValue(set) == "tuning";
    ulong number = arguments.GetValue(seed);
    ServiceProfile[] profiles = arguments.GetValue(file) is { } path ? ProfilesFile.Read(path)
        : isTuning ? [.. TuningProfiles.Create(), .. ExtraProfiles.Create()]
        : RandomProfiles.Create(number, arguments.GetValue(count));
    IEnumerable<Cell> cells = Cell.CreateAll(profiles, isTuning ? Scenario.ForTuningProfiles : Scenario.ForRandomProfiles, number)
        .Where(static cell => !cell.Profile.IsExtra || !cell.Scenario.IsClosed)
        .Where(cell => Matches(arguments.GetValue(onlyProfile), cell.Profile.Name) && Matches(arguments.GetValue(onlyScenario), cell.Scenario.Name));
    var runner = new CellRunner(
        profile => AdaptiveOptions.Create(profile, left),
        arguments.GetValue(withRivals) ? Rival.All : [],
        Rival.All.FirstOrDefault(rival => rival.Name == who));
    var report = new SimulationReport
    {
        Set = arguments.GetValue(set)!,
        ProfilesFile = arguments.GetValue(file),
        Seed = number,
        Policy = who!,
        Without = left,
        Cells = [.. Partitioner.Create(cells, EnumerablePartitionerOptions.NoBuffering).AsParallel().Select(runner.Run).OrderBy(static cell => cell.Number)],
    };
    Console.Write(ReportText.Create(report));
    if (arguments.GetValue(json) is { } target) ReportFile.Write(target, report);
});
return root.Parse(args).Invoke();

static bool Matches(string? wanted, string name) => wanted is null || wanted == name;
