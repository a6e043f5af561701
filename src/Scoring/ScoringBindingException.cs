namespace Scoring;

/// <summary>Rows or scores do not fit the model: names, element types or shapes differ. The message shows both sides.</summary>
public sealed class ScoringBindingException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">Value, limit, place and remedy.</param>
    /// <param name="innerException">The cause.</param>
    public ScoringBindingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
