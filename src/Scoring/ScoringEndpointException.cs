namespace Scoring;

/// <summary>The endpoint failed: it answered with an error that does not concern the rows, in time not at all, or could not be reached.</summary>
public sealed class ScoringEndpointException : ScoringException
{
    private const int RequestTimeout = 408, TooManyRequests = 429, BadGateway = 502, ServiceUnavailable = 503, GatewayTimeout = 504;

    /// <summary>Makes an exception.</summary>
    /// <param name="message">Value, limit, place and remedy; never a credential.</param>
    /// <param name="innerException">The cause.</param>
    public ScoringEndpointException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>In which way it failed; by its status unless said otherwise.</summary>
    public EndpointFailure Failure { get; init; }

    /// <summary>Whether the answer itself says that the same request is worth sending again, whatever its status.</summary>
    public bool IsRetryInvited { get; init; }

    /// <summary>Whether it is a matter of time or of load: the connection, a timeout, or status 408, 429, 502, 503 or 504.</summary>
    public override bool IsTransient =>
        IsRetryInvited || Failure != EndpointFailure.Status || Status is RequestTimeout or TooManyRequests or BadGateway or ServiceUnavailable or GatewayTimeout;
}
