namespace Scoring.Batching.Control;

/// <summary>What an attempt says about the endpoint rather than about its rows.</summary>
internal static class Attempts
{
    private const int RequestTimeout = 408, ContentTooLarge = 413, TooManyRequests = 429, ServiceUnavailable = 503, GatewayTimeout = 504;

    /// <summary>It was sent more than it can do (RFC 9110 section 15, RFC 6585 section 4).</summary>
    public static bool IsOverload(in ScoringAttempt attempt) => IsTimeout(in attempt) || attempt is { Succeeded: false, Status: TooManyRequests or ServiceUnavailable };

    /// <summary>It gave no answer in time, or a server before it has waited in vain.</summary>
    public static bool IsTimeout(in ScoringAttempt attempt) =>
        attempt is { Succeeded: false, Failure: AttemptFailure.Timeout } or { Succeeded: false, Status: RequestTimeout or GatewayTimeout };

    /// <summary>The request was too large for it.</summary>
    public static bool IsTooLarge(in ScoringAttempt attempt) => attempt is { Succeeded: false, Failure: AttemptFailure.TooLarge } or { Succeeded: false, Status: ContentTooLarge };

    /// <summary>What an error says of the attempt that it ended.</summary>
    public static AttemptFailure FailureOf(ScoringException error) => error switch
    {
        ScoringEndpointException { Failure: EndpointFailure.Timeout } => AttemptFailure.Timeout,
        ScoringRefusedException { IsTooLarge: true } => AttemptFailure.TooLarge,
        _ => AttemptFailure.Unspecified,
    };
}
