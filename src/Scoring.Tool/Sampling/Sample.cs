using Scoring.Records;
using Scoring.Tool.Input;

namespace Scoring.Tool.Sampling;

/// <summary>Rows as a model takes them, read from a file.</summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="block">The rows, owned; one or more.</param>
internal sealed class Sample(string file, RowBlock block) : IDisposable
{
    public string File { get; } = file;

    public RecordBatch Rows { get; } = block.Rows.Slice(0, block.Count);

    public int Count { get; } = block.Count;

    /// <summary>Rows that could not be read, and are left out.</summary>
    public IReadOnlyList<RowFailure> Failures { get; } = [.. block.Failures];

    public void Dispose() => block.Clear();

    /// <summary>Says which rows are left out, if any are.</summary>
    public void ShowFailures(TextWriter notes)
    {
        if (Failures.Count == 0) return;
        string rows = Failures.Count == 1 ? "1 row" : $"{Failures.Count} rows";
        notes.WriteLine($"scoring: {rows} of {File} cannot be read and {(Failures.Count == 1 ? "is" : "are")} left out; the first: {PlainText.Of(Failures[0].Message)}");
    }
}
