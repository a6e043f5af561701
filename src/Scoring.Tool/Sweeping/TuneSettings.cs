using Scoring.Tool.Endpoints;
using Scoring.Tool.Sampling;
using Scoring.Tuning;

namespace Scoring.Tool.Sweeping;

/// <summary>What <c>scoring tune</c> was asked to do.</summary>
internal sealed record TuneSettings
{
    public required string Target { get; init; }

    public required SampleSettings Sample { get; init; }

    public EndpointSettings Endpoint { get; init; } = new();

    public TimeSpan? P99Budget { get; init; }

    /// <summary>Rows per second that come.</summary>
    public double? Rate { get; init; }

    /// <summary>Null for the tuner's own.</summary>
    public IReadOnlyList<int>? Sizes { get; init; }

    /// <summary>Null for the tuner's own.</summary>
    public IReadOnlyList<int>? Concurrency { get; init; }

    public int? Seed { get; init; }

    public TimeSpan? MaxTime { get; init; }

    public LoadCheckMode Arrivals { get; init; } = LoadCheckMode.Poisson;

    /// <summary>Most rows per second at an endpoint of another machine.</summary>
    public double? MaxRate { get; init; }

    public bool IsConfirmed { get; init; }

    public string? Profile { get; init; }

    public string? Html { get; init; }

    public string? Svg { get; init; }

    public string? Curve { get; init; }

    public string? Baseline { get; init; }

    /// <summary>By which part rows per second may fall.</summary>
    public double FailIfWorse { get; init; }

    public string? OnnxRuntime { get; init; }

    public bool IsJson { get; init; }

    public bool Verbose { get; init; }
}
