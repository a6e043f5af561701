using Scoring.Tuning;

namespace Scoring;

/// <summary>A <see cref="TuningProfile"/> cannot be used: it is of another model, of an unknown version, or damaged. Without it the client learns anew.</summary>
public sealed class ScoringProfileException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public ScoringProfileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The model that the client has; null unless the profile is of another one.</summary>
    public ProfileKey? Expected { get; init; }

    /// <summary>The model that the profile is of; null unless that is another one.</summary>
    public ProfileKey? Given { get; init; }
}
