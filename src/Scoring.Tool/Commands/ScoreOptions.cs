using System.CommandLine;

namespace Scoring.Tool.Commands;

/// <summary>The options of <c>scoring score</c>.</summary>
internal sealed class ScoreOptions
{
    public Argument<string> Model { get; } = new("MODEL") { Description = "An .onnx file, or the URL of an endpoint." };

    private EndpointOptions Endpoint { get; } = new();

    public Option<string> Input { get; } = new("--input", "-i") { Description = "The rows: a file, or - for stdin.", HelpName = "FILE|-", Required = true };

    public Option<string?> Format { get; } = new("--format")
    {
        Description = "How the rows are written: csv or jsonl. By default as the file's ending says, else csv.",
        HelpName = "csv|jsonl",
    };

    public Option<string?> Delimiter { get; } = new("--delimiter")
    {
        Description = "What separates cells: one character, or tab. By default a comma, a tab for .tsv.",
        HelpName = "D",
    };

    public Option<string> Output { get; } = new("--output", "-o")
    {
        Description = "Where the scores go: a file, whose ending says how they are written, or - for stdout.",
        HelpName = "FILE|-",
        DefaultValueFactory = static _ => ScoreSettings.StandardStream,
    };

    public Option<string[]> Columns { get; } = new("--columns")
    {
        Description = "The features, in the model's order. By default the model's named inputs, or, for one packed input, all columns that --keep does not name.",
        HelpName = "COL,…",
    };

    public Option<string[]> Keep { get; } = new("--keep") { Description = "Columns of the input that are written before the scores.", HelpName = "COL,…" };

    public Option<string?> Errors { get; } = new("--errors")
    {
        Description = "Takes the rows without a score, as JSON lines. Without it the first ten go to stderr.",
        HelpName = "FILE",
    };

    public Option<string?> PartitionBy { get; } = new("--partition-by") { Description = "Rows of the same value in this column are scored in their order.", HelpName = "COL" };

    public Option<int?> MaxBatch { get; } = new("--max-batch") { Description = "Most rows in one request: 1 to 10,000.", HelpName = "N", CustomParser = OptionParsers.Number };

    public Option<int?> Parallel { get; } = new("--parallel")
    {
        Description = "Requests at once, of each partition if there are several. By default one per processor, 20 at an endpoint.",
        HelpName = "N",
        CustomParser = OptionParsers.Number,
    };

    public Option<bool> Comments { get; } = new("--comments") { Description = "Skip lines of CSV that begin with #." };

    public void AddTo(Command command)
    {
        command.Add(Model);
        foreach (Option option in (Option[])[Input, Format, Delimiter, Output, Columns, Keep, Errors, PartitionBy, MaxBatch, Parallel, Comments]) command.Add(option);
        Endpoint.AddAllTo(command);
    }

    public ScoreSettings Read(ParseResult arguments, CommonOptions common) => new()
    {
        Model = arguments.GetRequiredValue(Model),
        Input = arguments.GetRequiredValue(Input),
        Format = arguments.GetValue(Format),
        Delimiter = arguments.GetValue(Delimiter),
        Output = arguments.GetRequiredValue(Output),
        Columns = NameList.Parse("--columns", arguments.GetValue(Columns)),
        Keep = NameList.Parse("--keep", arguments.GetValue(Keep)),
        Errors = arguments.GetValue(Errors),
        PartitionBy = arguments.GetValue(PartitionBy),
        MaxBatch = arguments.GetValue(MaxBatch),
        Parallel = arguments.GetValue(Parallel),
        Comments = arguments.GetValue(Comments),
        Endpoint = Endpoint.ReadAll(arguments),
        OnnxRuntime = arguments.GetValue(common.OnnxRuntime),
        Verbose = arguments.GetValue(common.Verbose),
    };
}
