namespace Scoring;

/// <summary>In which way an endpoint failed.</summary>
public enum EndpointFailure
{
    /// <summary>It answered with a status that is neither a success nor a refusal of the rows.</summary>
    Status,

    /// <summary>There was no connection, or it was lost before the first byte of an answer.</summary>
    Connection,

    /// <summary>The connection was lost in the middle of an answer.</summary>
    Interrupted,

    /// <summary>There was no complete answer in time.</summary>
    Timeout,
}
