using System.CommandLine;
using Scoring.Tuning.Planning;

namespace Scoring.Tool.Commands;

/// <summary>The options of <c>scoring plan</c>.</summary>
internal sealed class PlanArguments
{
    private readonly Argument<string> _profile = new("PROFILE") { Description = "What scoring tune --profile has written, or the report of its -o json." };
    private readonly Option<double?> _rate = new("--rate") { Description = "Rows per second that come.", HelpName = "N", Required = true, CustomParser = OptionParsers.Rate };
    private readonly Option<int?> _partitions = new("--partitions") { Description = "The partitions that they come in, evenly; 1 by default.", HelpName = "P", CustomParser = OptionParsers.Number };
    private readonly Option<TimeSpan?> _budget = new("--p99-budget") { Description = "In how much time 99 of 100 rows are to have their scores, waiting included, such as 25ms.", HelpName = "TIME", CustomParser = OptionParsers.ShortTime };
    private readonly Option<int?> _replicas = new("--replicas") { Description = "How many replicas there are; as many as are needed by default.", HelpName = "N", CustomParser = OptionParsers.Number };
    private readonly Option<double?> _use = new("--max-use") { Description = "The part of the capacity that may be used; 80% by default.", HelpName = "SHARE", CustomParser = OptionParsers.Share };
    private readonly Option<string> _output = OutputOption.Create();

    public void AddTo(Command command)
    {
        command.Add(_profile);
        foreach (Option option in (Option[])[_rate, _partitions, _budget, _replicas, _use, _output]) command.Add(option);
    }

    public string ProfileOf(ParseResult arguments) => arguments.GetRequiredValue(_profile);

    public bool IsJson(ParseResult arguments) => OutputOption.IsJson(arguments, _output);

    /// <exception cref="UsageException">An option cannot be followed.</exception>
    public PlanOptions Read(ParseResult arguments)
    {
        var options = new PlanOptions
        {
            ArrivalRate = arguments.GetValue(_rate)!.Value,
            Partitions = arguments.GetValue(_partitions) ?? 1,
            P99Budget = arguments.GetValue(_budget),
            Replicas = arguments.GetValue(_replicas),
        };
        if (arguments.GetValue(_use) is { } use) options = options with { MaxUtilization = use > 0 ? use : throw new UsageException("--max-use is 0; it must be more than 0% and less than 100%.") };
        if (options.Partitions < 1) throw new UsageException($"--partitions is {options.Partitions}; it must be 1 or more.");
        if (options.Replicas is < 1) throw new UsageException($"--replicas is {options.Replicas}; it must be 1 or more.");
        return options;
    }
}
