using Scoring.Diagnostics;

namespace Scoring.Tuning;

/// <summary>A profile from a file that a client is to start with, and what becomes of it when it is stale.</summary>
/// <param name="Profile">What was in the file.</param>
/// <param name="Path">The file, for messages.</param>
/// <param name="Options">What becomes of it.</param>
internal sealed record ClientProfile(TuningProfile Profile, string Path, TuningProfileOptions Options)
{
    /// <summary>Fills in what the options leave open.</summary>
    /// <param name="options">A copy that is the client's own.</param>
    public void ApplyTo(ScoringClientOptions options)
    {
        options.LoadedProfile = this;
        options.Profile ??= Profile;
        options.MaxBatchCount ??= Profile.Recommended?.Rows;
        options.MaxParallelRequests ??= Profile.Recommended?.ParallelRequests;
    }

    /// <summary>Looks whether it is of this model and of this class of machine.</summary>
    /// <returns>Whether it is stale, but to be used.</returns>
    /// <exception cref="ScoringProfileException">It is stale, and that is not wanted.</exception>
    public bool IsStale(ProfileKey expected)
    {
        if (Problem(expected) is not { } problem) return false;
        if (Options.RefuseStale)
            throw new ScoringProfileException($"The tuning profile '{Path}' is stale: {problem}. Measure again, or let {nameof(TuningProfileOptions)}.{nameof(TuningProfileOptions.RefuseStale)} be false to use it anyway.") { Expected = expected, Given = Profile.Key };
        string warning = $"The tuning profile '{Path}' is stale: {problem}. It is used, and corrected as the client runs; measure again for the best start.";
        if (Options.Logger is { } logger) ScoringLog.StaleProfile(logger, warning);
        Options.OnWarning?.Invoke(warning);
        return true;
    }

    private string? Problem(ProfileKey expected)
    {
        if (!Profile.Key.Matches(expected)) return $"it is of {Profile.Key}, and the client has {expected}";
        if (Profile.Environment is not { } there) return null;
        var here = TuningEnvironment.Current();
        return there.IsSameMachineClass(here) ? null : $"it was measured on {Describe(there)}, and this is {Describe(here)}";
    }

    private static string Describe(TuningEnvironment environment) => $"{environment.Processors} × {environment.Processor ?? "a processor"} ({environment.Architecture})";
}
