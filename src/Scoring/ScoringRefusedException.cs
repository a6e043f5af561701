namespace Scoring;

/// <summary>The model refused these rows: its run failed on them. Other rows may be fine.</summary>
public sealed class ScoringRefusedException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">Value, limit, place and remedy.</param>
    /// <param name="innerException">The cause.</param>
    public ScoringRefusedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
