namespace Scoring;

/// <summary>A model cannot be used: its file cannot be loaded, its runtime is missing, or it takes what no batch can hold.</summary>
public sealed class ScoringModelException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">Value, limit, place and remedy.</param>
    /// <param name="innerException">The cause.</param>
    public ScoringModelException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
