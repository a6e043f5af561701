using System.CommandLine;
using System.Globalization;
using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Charts;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;
using Scoring.Simulation.Reports;
using Scoring.Simulation.Rivals;

namespace Scoring.Simulation;

/// <summary>The command line: which services and loads, who is compared, and where the report goes.</summary>
internal sealed class SimulationCommand
{
    private const string Ours = "ours", Tuning = "tuning", Random = "random";
    private const int MaxProfiles = 10_000;

    private readonly Option<string> _set = new Option<string>("--set") { Description = "Which services.", DefaultValueFactory = _ => Random }.AcceptOnlyFromAmong(Tuning, Random);
    private readonly Option<ulong> _seed = new("--seed") { Description = "Decides the services, if they are random, and all luck.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _count = new("--profiles") { Description = "How many random services.", DefaultValueFactory = _ => 24 };
    private readonly Option<string?> _file = new("--profiles-file") { Description = "Services from a JSON file instead, with the scenarios of the set." };
    private readonly Option<string?> _json = new("--json") { Description = "Where to write the report as JSON." };
    private readonly Option<bool> _withRivals = new("--rivals") { Description = "Compares others too; false is faster.", DefaultValueFactory = _ => true };
    private readonly Option<string> _policy =
        new Option<string>("--policy") { Description = "Who is reported.", DefaultValueFactory = _ => Ours }.AcceptOnlyFromAmong([Ours, .. Rival.All.Select(static rival => rival.Name)]);

    private readonly Option<string?> _without = new Option<string?>("--without") { Description = "Leaves a part of the controller out." }.AcceptOnlyFromAmong(AdaptiveOptions.Parts);
    private readonly Option<string?> _profile = new("--profile") { Description = "One service only, by name." };
    private readonly Option<string?> _scenario = new("--scenario") { Description = "One scenario only, by name." };
    private readonly Option<string?> _drift = new("--drift") { Description = "Only writes a picture of a service that changes to this SVG file." };

    private SimulationCommand() => _count.Validators.Add(result =>
    {
        // What is no number at all is reported elsewhere.
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int count) && (count is < 1 or > MaxProfiles))
            result.AddError($"--profiles must be from 1 to {MaxProfiles}, not {count}.");
    });

    public static RootCommand Create()
    {
        var command = new SimulationCommand();
        var root = new RootCommand("Compares the client's scheduler with the best fixed settings, in virtual time.")
        {
            command._set, command._seed, command._count, command._file, command._json, command._withRivals, command._policy, command._without,
            command._profile, command._scenario, command._drift,
        };
        root.SetAction(command.Run);
        return root;
    }

    private int Run(ParseResult arguments)
    {
        try
        {
            if (arguments.GetValue(_drift) is { } picture) Draw(picture, arguments);
            else Report(arguments);
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            arguments.InvocationConfiguration.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private void Draw(string picture, ParseResult arguments) =>
        File.WriteAllText(picture, DriftPicture.Create(profile => AdaptiveOptions.Create(profile, arguments.GetValue(_without)), arguments.GetValue(_seed)));

    private void Report(ParseResult arguments)
    {
        Cell[] cells = [.. FindCells(arguments)];
        if (cells.Length == 0) throw new InvalidDataException("No service and scenario have these names; see --profile and --scenario.");
        string? json = arguments.GetValue(_json);

        // That it cannot be written is better known before than after.
        if (json is not null) File.AppendAllText(json, "");
        SimulationReport report = Create(arguments, cells);
        arguments.InvocationConfiguration.Output.Write(ReportText.Create(report));
        if (json is not null) ReportFile.Write(json, report);
    }

    private IEnumerable<Cell> FindCells(ParseResult arguments)
    {
        bool isTuning = arguments.GetValue(_set) == Tuning;
        ServiceProfile[] profiles = arguments.GetValue(_file) is { } path ? ProfilesFile.Read(path)
            : isTuning ? [.. TuningProfiles.Create(), .. ExtraProfiles.Create()]
            : RandomProfiles.Create(arguments.GetValue(_seed), arguments.GetValue(_count));
        return Cell.CreateAll(profiles, isTuning ? Scenario.ForTuningProfiles : Scenario.ForRandomProfiles, arguments.GetValue(_seed))
            .Where(static cell => !cell.Profile.IsExtra || !cell.Scenario.IsClosed)
            .Where(cell => Matches(arguments.GetValue(_profile), cell.Profile.Name) && Matches(arguments.GetValue(_scenario), cell.Scenario.Name));
    }

    private SimulationReport Create(ParseResult arguments, Cell[] cells)
    {
        string? without = arguments.GetValue(_without);
        string policy = arguments.GetValue(_policy)!;
        var runner = new CellRunner(
            profile => AdaptiveOptions.Create(profile, without),
            arguments.GetValue(_withRivals) ? Rival.All : [],
            Rival.All.FirstOrDefault(rival => rival.Name == policy));
        return new SimulationReport
        {
            Set = arguments.GetValue(_set)!,
            ProfilesFile = arguments.GetValue(_file),
            Seed = arguments.GetValue(_seed),
            Policy = policy,
            Without = without,
            Cells = runner.RunAll(cells),
        };
    }

    private static bool Matches(string? wanted, string name) => wanted is null || wanted == name;
}
