using System.Collections.Frozen;

namespace Scoring.Resilience;

/// <summary>Tells which errors are worth another attempt.</summary>
internal sealed class RetryRules(RetryOptions options)
{
    private readonly FrozenSet<int> _statuses = options.Statuses.ToFrozenSet();

    /// <remarks>What the model says of the rows, and an answer that cannot be understood, is the same the next time.</remarks>
    public RetryReason ReasonFor(ScoringException error) => error switch
    {
        ScoringRefusedException or ScoringResponseException => RetryReason.None,
        ScoringEndpointException { IsRetryInvited: true } => RetryReason.Status,
        ScoringEndpointException { Failure: EndpointFailure.Connection } => options.RetryConnectionFailures ? RetryReason.Connection : RetryReason.None,
        ScoringEndpointException { Failure: EndpointFailure.Timeout } => options.RetryTimeouts ? RetryReason.Timeout : RetryReason.None,
        ScoringEndpointException { Failure: not EndpointFailure.Status } => RetryReason.None,
        { Status: { } status } => _statuses.Contains(status) ? RetryReason.Status : RetryReason.None,
        _ => RetryReason.None,
    };
}
