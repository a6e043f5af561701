namespace Scoring;

/// <summary>The client is in its failed state and sends nothing. The inner exception is what put it there.</summary>
/// <remarks>Every call fails with it until <see cref="FailedState.IFailedState.Reset"/>.</remarks>
public sealed class ScoringClientFailedException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">Value, limit, place and remedy.</param>
    /// <param name="innerException">What put the client into the failed state.</param>
    public ScoringClientFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
