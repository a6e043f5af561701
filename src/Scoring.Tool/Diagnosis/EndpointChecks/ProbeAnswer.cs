namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>How a request that tried the endpoint ended.</summary>
/// <param name="Error">Null where it was scored.</param>
/// <param name="At">When it ended, from the first request on.</param>
/// <param name="Duration">How long it took.</param>
internal readonly record struct ProbeAnswer(ScoringException? Error, TimeSpan At, TimeSpan Duration)
{
    private const int TooManyRequests = 429, ServiceUnavailable = 503;

    public bool IsScored => Error is null;

    /// <summary>Whether the endpoint said that it has no time.</summary>
    public bool IsBusy => Error?.Status is TooManyRequests or ServiceUnavailable;
}
