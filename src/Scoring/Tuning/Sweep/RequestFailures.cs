namespace Scoring.Tuning.Sweep;

/// <summary>Reads errors.</summary>
internal static class RequestFailures
{
    private const int ContentTooLarge = 413;

    public static RequestFailure Kind(Exception error) => error switch
    {
        OutOfMemoryException or ScoringException { InnerException: OutOfMemoryException } => RequestFailure.TooLarge,
        ScoringException { Status: ContentTooLarge } => RequestFailure.TooLarge,
        ScoringEndpointException { Failure: EndpointFailure.Status or EndpointFailure.Timeout, IsTransient: true } => RequestFailure.Overloaded,
        ScoringEndpointException { IsTransient: true } => RequestFailure.Unreachable,
        ScoringException { IsTransient: true } => RequestFailure.Overloaded,
        _ => RequestFailure.Final,
    };

    /// <summary>In one line.</summary>
    public static string InWords(Exception error) => error is ScoringException { Status: { } status } ? $"status {status}: {error.Message}" : error.Message;
}
