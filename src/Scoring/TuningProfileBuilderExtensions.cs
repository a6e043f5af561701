using Scoring.Tuning;

namespace Scoring;

/// <summary>Gives a client what was measured before.</summary>
public static class TuningProfileBuilderExtensions
{
    /// <summary>
    /// Starts the client with a profile from a file: it begins with the times in it, and where the options leave <see cref="ScoringClientOptions.MaxBatchCount"/> or
    /// <see cref="ScoringClientOptions.MaxParallelRequests"/> open, with the recommended ones. A <see cref="ScoringClientOptions.Profile"/> in the options goes first.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">A file that <see cref="TuningProfile.Save"/> or <c>scoring tune --profile</c> has written. It is read at once.</param>
    /// <param name="options">What becomes of a stale profile; it is used with a warning when left out.</param>
    /// <exception cref="ScoringProfileException">The file cannot be read or is damaged.</exception>
    public static ScoringClientBuilder UseTuningProfile(this ScoringClientBuilder builder, string path, TuningProfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        builder.Profile = new ClientProfile(TuningProfile.Load(path), path, options ?? new TuningProfileOptions());
        return builder;
    }
}
