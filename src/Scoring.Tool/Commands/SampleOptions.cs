using System.CommandLine;
using Scoring.Tool.Sampling;

namespace Scoring.Tool.Commands;

/// <summary>The options that say which rows are sent to try a model or an endpoint.</summary>
internal sealed class SampleOptions(bool isRequired)
{
    public Option<string?> Sample { get; } = new(SampleFile.Option)
    {
        Description = "Rows to try it with, as CSV or JSON lines; the beginning of the file is used.",
        HelpName = "FILE",
        Required = isRequired,
    };

    public Option<string?> Format { get; } = new("--format") { Description = "How the rows are written: csv or jsonl. By default as the file's ending says, else csv.", HelpName = "csv|jsonl" };

    public Option<string?> Delimiter { get; } = new("--delimiter") { Description = "What separates cells: one character, or tab. By default a comma, a tab for .tsv.", HelpName = "D" };

    public Option<string[]> Columns { get; } = new("--columns")
    {
        Description = "The features, in the model's order. By default the model's named inputs, or, for one packed input, all columns.",
        HelpName = "COL,…",
    };

    public Option<bool> Comments { get; } = new("--comments") { Description = "Skip lines of CSV that begin with #." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Sample, Format, Delimiter, Columns, Comments]) command.Add(option);
    }

    /// <returns>Null without a sample.</returns>
    /// <exception cref="UsageException">There is none, but how it is to be read.</exception>
    public SampleSettings? Read(ParseResult arguments)
    {
        if (arguments.GetValue(Sample) is not { } file)
        {
            Option? given = ((Option[])[Format, Delimiter, Columns, Comments]).FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false });
            return given is null ? null : throw new UsageException($"{given.Name} has no use without {SampleFile.Option} FILE.");
        }

        return new SampleSettings
        {
            File = file,
            Format = arguments.GetValue(Format),
            Delimiter = arguments.GetValue(Delimiter),
            Columns = NameList.Parse("--columns", arguments.GetValue(Columns)),
            Comments = arguments.GetValue(Comments),
        };
    }
}
