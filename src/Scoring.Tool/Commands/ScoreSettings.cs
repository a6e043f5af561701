using Scoring.Tool.Endpoints;

namespace Scoring.Tool.Commands;

/// <summary>What <c>scoring score</c> was asked to do.</summary>
internal sealed record ScoreSettings
{
    /// <summary>Stands for stdin or stdout.</summary>
    public const string StandardStream = "-";

    public required string Model { get; init; }

    public required string Input { get; init; }

    public string? Format { get; init; }

    public string? Delimiter { get; init; }

    public string Output { get; init; } = StandardStream;

    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyList<string> Keep { get; init; } = [];

    public string? Errors { get; init; }

    public string? PartitionBy { get; init; }

    public int? MaxBatch { get; init; }

    public int? Parallel { get; init; }

    public bool Comments { get; init; }

    public EndpointSettings Endpoint { get; init; } = new();

    public string? OnnxRuntime { get; init; }

    public bool Verbose { get; init; }
}
