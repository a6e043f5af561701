namespace Scoring;

/// <summary>The model answered something that cannot be the scores of these rows, such as too few of them.</summary>
public sealed class ScoringResponseException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">Value, limit, place and remedy.</param>
    /// <param name="innerException">The cause.</param>
    public ScoringResponseException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
