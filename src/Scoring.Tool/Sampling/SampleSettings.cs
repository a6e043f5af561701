namespace Scoring.Tool.Sampling;

/// <summary>A file of sample rows, and how it is read.</summary>
internal sealed record SampleSettings
{
    public required string File { get; init; }

    public string? Format { get; init; }

    public string? Delimiter { get; init; }

    /// <summary>The features, in order; empty for those that the model's inputs name, else all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public bool Comments { get; init; }
}
