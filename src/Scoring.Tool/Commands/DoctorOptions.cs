using System.CommandLine;
using Scoring.Tool.Diagnosis;
using Scoring.Tool.Endpoints;

namespace Scoring.Tool.Commands;

/// <summary>The options of <c>scoring doctor</c>.</summary>
internal sealed class DoctorOptions
{
    private const int MostThreads = 1024;

    private readonly Argument<string> _target = new("MODEL") { Description = "An .onnx file, or the URL of an endpoint." };
    private readonly SampleOptions _sample = new(isRequired: false);
    private readonly EndpointOptions _endpoint = new();
    private readonly Option<string?> _profile = new("--profile") { Description = "A tuning profile: whether it is still of this model and machine.", HelpName = "FILE" };
    private readonly Option<int?> _lanes = new("--lanes") { Description = "Lanes of the application; one per processor by default.", HelpName = "N", CustomParser = OptionParsers.Number };
    private readonly Option<int?> _threads = new("--intra-op") { Description = "Threads within one run in the application: 1 by default, 0 leaves them to ONNX Runtime.", HelpName = "N", CustomParser = OptionParsers.Number };
    private readonly Option<int?> _maxBatch = new("--max-batch") { Description = "Rows in a request of the application; 1,000 by default.", HelpName = "N", CustomParser = OptionParsers.Number };
    private readonly Option<int?> _parallel = new("--parallel") { Description = "Requests at once of the application; 20 by default. So many are sent at once, of one row each.", HelpName = "N", CustomParser = OptionParsers.Number };
    private readonly Option<string> _output = OutputOption.Create();

    public void AddTo(Command command)
    {
        command.Add(_target);
        _sample.AddTo(command);
        foreach (Option option in (Option[])[_profile, _lanes, _threads, _maxBatch, _parallel, _output]) command.Add(option);
        _endpoint.AddScoringTo(command);
    }

    /// <exception cref="UsageException">An option cannot be followed.</exception>
    public DoctorSettings Read(ParseResult arguments, CommonOptions common)
    {
        var settings = new DoctorSettings
        {
            Target = arguments.GetRequiredValue(_target),
            Sample = _sample.Read(arguments),
            Profile = arguments.GetValue(_profile),
            Lanes = arguments.GetValue(_lanes),
            IntraOpThreads = arguments.GetValue(_threads) ?? 1,
            MaxBatch = arguments.GetValue(_maxBatch) ?? DoctorSettings.DefaultMaxBatch,
            Parallel = arguments.GetValue(_parallel) ?? DoctorSettings.DefaultParallel,
            Endpoint = _endpoint.ReadScoring(arguments),
            OnnxRuntime = arguments.GetValue(common.OnnxRuntime),
            IsJson = OutputOption.IsJson(arguments, _output),
        };
        Check(settings, arguments);
        return settings;
    }

    private void Check(DoctorSettings settings, ParseResult arguments)
    {
        if (settings.Lanes is < 1 or > MostThreads) throw new UsageException($"--lanes is {settings.Lanes}; it must be 1 to {MostThreads}.");
        if (settings.IntraOpThreads is < 0 or > MostThreads) throw new UsageException($"--intra-op is {settings.IntraOpThreads}; it must be 0 to {MostThreads} threads.");
        if (settings.MaxBatch is < 1 or > ScoringClientOptions.MaxBatchCountCeiling)
            throw new UsageException($"--max-batch is {settings.MaxBatch}; it must be 1 to {ScoringClientOptions.MaxBatchCountCeiling} rows.");
        if (settings.Parallel is < 1 or > MostThreads) throw new UsageException($"--parallel is {settings.Parallel}; it must be 1 to {MostThreads} requests.");
        if (EndpointUrl.Is(settings.Target)) Refuse(arguments, [_lanes, _threads], "is for models in files; an endpoint runs its own.");
        else Refuse(arguments, [_maxBatch, _parallel], "is for endpoints; a model in a file has no limit of either.");
        if (EndpointUrl.Is(settings.Target)) EndpointOptions.RefuseRuntime(settings.OnnxRuntime);
    }

    private static void Refuse(ParseResult arguments, Option[] options, string reason)
    {
        if (options.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } given) throw new UsageException($"{given.Name} {reason} Leave it out.");
    }
}
