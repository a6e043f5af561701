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

    /// <summary>Whether the number of rows was too much, as for the memory of a local model, rather than what they hold: a request with fewer of them may be fine.
    /// An endpoint says the same with <see cref="ScoringException.Status"/> 413.</summary>
    public bool IsTooLarge { get; init; }
}
