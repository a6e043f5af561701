using Scoring.Tool.Endpoints;
using Scoring.Tool.Sampling;

namespace Scoring.Tool.Diagnosis;

/// <summary>What <c>scoring doctor</c> was asked to look at.</summary>
internal sealed record DoctorSettings
{
    /// <summary>As a client with the default options sends them to an endpoint.</summary>
    public const int DefaultMaxBatch = 1000, DefaultParallel = 20;

    public required string Target { get; init; }

    public SampleSettings? Sample { get; init; }

    public string? Profile { get; init; }

    /// <summary>The lanes of the application; null for one per processor.</summary>
    public int? Lanes { get; init; }

    /// <summary>The application's threads within one run; 0 leaves them to the runtime.</summary>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>The application's rows in a request.</summary>
    public int MaxBatch { get; init; } = DefaultMaxBatch;

    /// <summary>The application's requests at once.</summary>
    public int Parallel { get; init; } = DefaultParallel;

    public EndpointSettings Endpoint { get; init; } = new();

    public string? OnnxRuntime { get; init; }

    public bool IsJson { get; init; }
}
