namespace Scoring;

/// <summary>The rows were not scored because it was too late for them, or because there was no place: their deadline passed, the queue was full, they had waited in it
/// for too long, or the client was shut down.</summary>
public sealed class ScoringRejectedException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">Value, limit, place and remedy.</param>
    /// <param name="innerException">The cause.</param>
    public ScoringRejectedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
