using System.CommandLine;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Sweeping;
using Scoring.Tuning;

namespace Scoring.Tool.Commands;

/// <summary>The options of <c>scoring tune</c>.</summary>
internal sealed class TuneOptions
{
    private const double DefaultFailIfWorse = 0.1;
    private const int MostParallel = 256;
    private const string Poisson = "poisson", Constant = "constant", None = "none";

    private readonly Argument<string> _target = new("MODEL") { Description = "An .onnx file, or the URL of an endpoint." };
    private readonly SampleOptions _sample = new(isRequired: true);
    private readonly EndpointOptions _endpoint = new();
    private readonly Option<TimeSpan?> _budget = new("--p99-budget") { Description = "In how much time 99 of 100 rows are to have their scores, waiting included, such as 25ms.", HelpName = "TIME", CustomParser = OptionParsers.ShortTime };
    private readonly Option<double?> _rate = new("--rate") { Description = "Rows per second that come: what they need is worked out.", HelpName = "N", CustomParser = OptionParsers.Rate };
    private readonly Option<int[]?> _sizes = new("--sizes") { Description = "Rows per request to try; sizes between them are added around the knee. 1 to 2,000 by default.", HelpName = "N,…", CustomParser = OptionParsers.Numbers };
    private readonly Option<int[]?> _concurrency = new("--concurrency") { Description = "Requests at once to try. By default 1, 2, 4, … up to the processors, or 20 at an endpoint.", HelpName = "N,…", CustomParser = OptionParsers.Numbers };
    private readonly Option<int?> _seed = new("--seed") { Description = "Where the random order of the rounds starts.", HelpName = "N", CustomParser = OptionParsers.Number };
    private readonly Option<TimeSpan?> _maxTime = new("--max-time") { Description = "The longest time for all of it; 56s by default.", HelpName = "TIME", CustomParser = OptionParsers.Time };
    private readonly Option<string> _arrivals = new("--arrivals") { Description = "How rows arrive when the recommended setting is tried under load: poisson, constant, or none for no such try.", DefaultValueFactory = static _ => Poisson };
    private readonly Option<string> _output = OutputOption.Create();
    private readonly Option<string?> _profile = new("--profile") { Description = "Takes the profile that clients load (UseTuningProfile) and scoring plan reads.", HelpName = "FILE" };
    private readonly Option<string?> _html = new("--html") { Description = "Takes the report as one HTML file.", HelpName = "FILE" };
    private readonly Option<string?> _svg = new("--svg") { Description = "Takes the charts as an SVG picture.", HelpName = "FILE" };
    private readonly Option<string?> _curve = new("--curve") { Description = "Takes one chart as an SVG picture: rows per second by size, with the knee.", HelpName = "FILE" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "A profile, or a report in JSON, of before: exit code 3 where this is worse.", HelpName = "FILE" };
    private readonly Option<double?> _failIfWorse = new("--fail-if-worse") { Description = "By which part rows per second may fall against the baseline; 10% by default.", HelpName = "SHARE", CustomParser = OptionParsers.Share };
    private readonly Option<double?> _maxRate = new("--max-rate") { Description = "Most rows per second that an endpoint of another machine is loaded with, unless --yes is given; 10,000 by default.", HelpName = "N", CustomParser = OptionParsers.Rate };
    private readonly Option<bool> _yes = new("--yes") { Description = "Load an endpoint of another machine as much as it takes." };

    public void AddTo(Command command)
    {
        Choices.Restrict(_arrivals, Poisson, Constant, None);
        command.Add(_target);
        _sample.AddTo(command);
        foreach (Option option in (Option[])[_budget, _rate, _sizes, _concurrency, _seed, _maxTime, _arrivals, _output, _profile, _html, _svg, _curve, _baseline, _failIfWorse, _maxRate, _yes]) command.Add(option);
        _endpoint.AddScoringTo(command);
    }

    /// <exception cref="UsageException">An option cannot be followed.</exception>
    public TuneSettings Read(ParseResult arguments, CommonOptions common)
    {
        var settings = new TuneSettings
        {
            Target = arguments.GetRequiredValue(_target),
            Sample = _sample.Read(arguments)!,
            Endpoint = _endpoint.ReadScoring(arguments),
            P99Budget = arguments.GetValue(_budget),
            Rate = arguments.GetValue(_rate),
            Sizes = NumbersOf(arguments, _sizes),
            Concurrency = NumbersOf(arguments, _concurrency),
            Seed = arguments.GetValue(_seed),
            MaxTime = arguments.GetValue(_maxTime),
            Arrivals = arguments.GetValue(_arrivals) switch { Constant => LoadCheckMode.Constant, None => LoadCheckMode.None, _ => LoadCheckMode.Poisson },
            MaxRate = arguments.GetValue(_maxRate),
            IsConfirmed = arguments.GetValue(_yes),
            Profile = arguments.GetValue(_profile),
            Html = arguments.GetValue(_html),
            Svg = arguments.GetValue(_svg),
            Curve = arguments.GetValue(_curve),
            Baseline = arguments.GetValue(_baseline),
            FailIfWorse = arguments.GetValue(_failIfWorse) ?? DefaultFailIfWorse,
            OnnxRuntime = arguments.GetValue(common.OnnxRuntime),
            IsJson = OutputOption.IsJson(arguments, _output),
            Verbose = arguments.GetValue(common.Verbose),
        };
        Check(settings, arguments);
        return settings;
    }

    private void Check(TuneSettings settings, ParseResult arguments)
    {
        CheckNumbers("--sizes", settings.Sizes, ScoringClientOptions.MaxBatchCountCeiling, "rows");
        CheckNumbers("--concurrency", settings.Concurrency, MostParallel, "requests");
        if (settings.Baseline is null && arguments.GetResult(_failIfWorse) is { Implicit: false }) throw new UsageException("--fail-if-worse has no use without --baseline FILE.");
        if (EndpointUrl.Is(settings.Target))
        {
            EndpointOptions.RefuseRuntime(settings.OnnxRuntime);
            return;
        }

        ModelTarget.RefuseEndpointOptions(settings.Target, settings.Endpoint);
        if (settings.IsConfirmed || settings.MaxRate is not null) throw new UsageException($"{(settings.IsConfirmed ? "--yes" : "--max-rate")} is for endpoints; a model in a file loads this machine only. Leave it out.");
    }

    /// <returns>Null where there are none.</returns>
    private static int[]? NumbersOf(ParseResult arguments, Option<int[]?> option) => arguments.GetValue(option) is { Length: > 0 } numbers ? numbers : null;

    private static void CheckNumbers(string option, IReadOnlyList<int>? numbers, int most, string unit)
    {
        if (numbers is null) return;
        foreach (int number in numbers)
        {
            if (number < 1 || number > most) throw new UsageException($"{option} has {number}; each must be 1 to {most} {unit}.");
        }
    }
}
