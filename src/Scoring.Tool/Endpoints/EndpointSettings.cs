namespace Scoring.Tool.Endpoints;

/// <summary>How an endpoint is to be spoken to: what the command line says of it.</summary>
internal sealed record EndpointSettings
{
    public string? Protocol { get; init; }

    /// <summary>The environment variable that has the key.</summary>
    public string? KeyEnv { get; init; }

    public string? InputName { get; init; }

    public string? FormatRows { get; init; }

    /// <summary>Of one attempt.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Statuses, <c>connection</c> and <c>timeout</c>; empty for the default.</summary>
    public IReadOnlyList<string> RetryOn { get; init; } = [];

    public int? MaxAttempts { get; init; }

    public string? Failure { get; init; }

    /// <summary>An option that was given; null when none was.</summary>
    public string? FirstGiven =>
        Protocol is not null ? "--protocol"
        : KeyEnv is not null ? "--key-env"
        : InputName is not null ? "--input-name"
        : FormatRows is not null ? "--format-rows"
        : Timeout is not null ? "--timeout"
        : RetryOn.Count > 0 ? "--retry-on"
        : MaxAttempts is not null ? "--max-attempts"
        : Failure is not null ? "--failure"
        : null;
}
