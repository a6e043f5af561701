using Scoring.Tool.Input;
using Scoring.Tool.Output;

namespace Scoring.Tool.Commands;

/// <summary>How input and output are written: what the options say, else what the endings of the files say, else CSV in and the same out.</summary>
internal sealed class ScoreFormats
{
    private const char Comma = ',';
    private const char Tab = '\t';

    /// <exception cref="UsageException">A format or a delimiter is none, or they contradict each other.</exception>
    public ScoreFormats(ScoreSettings settings)
    {
        Input = Parse(settings.Format) ?? ByEnding(settings.Input) ?? RowFormat.Csv;
        Output = ByEnding(settings.Output) ?? Input;
        if (settings.Delimiter is not null && Input == RowFormat.JsonLines && Output == RowFormat.JsonLines)
            throw new UsageException($"--delimiter '{settings.Delimiter}' has no use: input and output are JSON lines. Leave it out, or give --format csv.");
        char? delimiter = settings.Delimiter is { } text ? ParseDelimiter(text) : null;
        InputDelimiter = delimiter ?? (IsTsv(settings.Input) ? Tab : Comma);
        OutputDelimiter = delimiter ?? (ByEnding(settings.Output) is null ? InputDelimiter : IsTsv(settings.Output) ? Tab : Comma);
        Comments = settings.Comments;
    }

    public RowFormat Input { get; }

    public RowFormat Output { get; }

    public char InputDelimiter { get; }

    public char OutputDelimiter { get; }

    private bool Comments { get; }

    public RowReader CreateReader(string option, string name, Stream stream) => Input == RowFormat.Csv
        ? new CsvRowReader(option, name, stream, InputDelimiter, Comments)
        : new JsonRowReader(option, name, stream, keepsJson: Output == RowFormat.JsonLines);

    public RowWriter CreateWriter() => Output == RowFormat.Csv
        ? new CsvRowWriter(OutputDelimiter, Comments)
        : new JsonRowWriter(keptAreJson: Input == RowFormat.JsonLines);

    private static RowFormat? Parse(string? format) => format switch
    {
        null => null,
        "csv" => RowFormat.Csv,
        "jsonl" => RowFormat.JsonLines,
        _ => throw new UsageException($"--format '{format}' is neither csv nor jsonl."),
    };

    private static RowFormat? ByEnding(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" => RowFormat.Csv,
        ".jsonl" or ".ndjson" => RowFormat.JsonLines,
        _ => null,
    };

    private static bool IsTsv(string path) => Path.GetExtension(path).Equals(".tsv", StringComparison.OrdinalIgnoreCase);

    private static char ParseDelimiter(string text)
    {
        if (text is "tab" or "\\t") return Tab;
        bool isUsable = text.Length == 1 && char.IsAscii(text[0]) && !char.IsAsciiLetterOrDigit(text[0]) && text[0] is not ('"' or '\r' or '\n' or '#' or '-' or '.' or '+');
        return isUsable ? text[0] : throw new UsageException($"--delimiter '{text}' cannot separate cells; give one character such as , ; or |, or tab.");
    }
}
