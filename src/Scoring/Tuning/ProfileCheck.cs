using System.Text.Json;
using Scoring.Batching.Control;
using Scoring.Diagnostics;

namespace Scoring.Tuning;

/// <summary>Whether a profile can be believed: it comes from outside.</summary>
internal static class ProfileCheck
{
    /// <summary>No request takes longer.</summary>
    public const double MostSeconds = 1e6;

    /// <summary>None takes less: small models score a row in less than a microsecond.</summary>
    public const double LeastSeconds = 1e-9;

    private const double MostInflation = 1e4;

    public static void CheckVersion(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("version", out JsonElement version) || !version.TryGetInt32(out int number))
            throw new ScoringProfileException("The tuning profile has no version: it is not what TuningProfile.ToJson has written.");
        if (number != TuningProfile.FormatVersion)
            throw new ScoringProfileException($"The tuning profile is of version {number}; this library reads version {TuningProfile.FormatVersion}. Let the client learn anew and export again.");
    }

    public static void Check(TuningProfile profile)
    {
        if (FindProblem(profile) is { } problem) throw new ScoringProfileException($"The tuning profile of {profile.Key} cannot be used: {problem}.");
    }

    /// <exception cref="ScoringProfileException">It is of another model.</exception>
    public static void CheckKey(TuningProfile profile, ProfileKey expected)
    {
        if (profile.Key.Matches(expected)) return;
        throw new ScoringProfileException($"The tuning profile is of {profile.Key}, and the client has {expected}. Let it learn anew and export a profile of its own.") { Expected = expected, Given = profile.Key };
    }

    private static string? FindProblem(TuningProfile profile)
    {
        if (profile.Sizes.IsDefaultOrEmpty) return "it knows no size";
        if (profile.Inflation.IsDefaultOrEmpty || profile.Inflation.Length > ControlSettings.MostParallel) return FormattableString.Invariant($"it must tell the inflation of 1 to {ControlSettings.MostParallel} requests in flight");
        if (profile.ParallelRequests is < 1 or > ControlSettings.MostParallel) return FormattableString.Invariant($"{profile.ParallelRequests} requests in flight are not 1 to {ControlSettings.MostParallel}");
        if (profile.Cap is < 0 or > ScoringClientOptions.MaxBatchCountCeiling) return FormattableString.Invariant($"a cap of {profile.Cap} rows is not 0 to {ScoringClientOptions.MaxBatchCountCeiling}");
        if (profile.Noise is not (>= 0 and <= 10)) return FormattableString.Invariant($"a noise of {profile.Noise} is not 0 to 10");
        if (profile.Tail is not (>= 0 and <= 10)) return FormattableString.Invariant($"a tail of {profile.Tail} is not 0 to 10");
        if (FindProblem(profile.Step) is { } problem) return problem;
        foreach (double inflation in profile.Inflation)
        {
            if (inflation is not (>= 1 and <= MostInflation)) return FormattableString.Invariant($"an inflation of {inflation} is not 1 to {MostInflation}");
        }

        return FindProblem(profile.Sizes.AsSpan()) ?? (profile.Points.IsDefault ? null : PointCheck.FindProblem(profile.Points));
    }

    private static string? FindProblem(MeasuredStep? step)
    {
        if (step is null) return null;
        if (step.Rows is not (>= 2 and <= ScoringClientOptions.MaxBatchCountCeiling)) return FormattableString.Invariant($"a step of {step.Rows} rows is not 2 to {ScoringClientOptions.MaxBatchCountCeiling}");
        if (step.PerRequest is not (>= 0 and <= MostSeconds)) return FormattableString.Invariant($"{step.PerRequest} seconds of a request with a step cannot be");
        return step.PerRow is not (>= 0 and <= MostSeconds) || step.PerRequest + step.PerRow <= 0 ? FormattableString.Invariant($"{step.PerRow} seconds of a row with a step cannot be") : null;
    }

    private static string? FindProblem(ReadOnlySpan<MeasuredSize> sizes)
    {
        double before = 0;
        foreach (MeasuredSize size in sizes)
        {
            if (size.Rows is not (>= 1 and <= ScoringClientOptions.MaxBatchCountCeiling)) return FormattableString.Invariant($"a size of {size.Rows} rows is not 1 to {ScoringClientOptions.MaxBatchCountCeiling}");
            if (size.Rows <= before) return FormattableString.Invariant($"its sizes do not ascend: {size.Rows} rows come after {before}");
            if (size.Seconds is not (>= LeastSeconds and <= MostSeconds)) return FormattableString.Invariant($"{size.Seconds} seconds for {size.Rows} rows cannot be");
            if (size.Samples < 1) return FormattableString.Invariant($"{size.Samples} samples stand behind {size.Rows} rows");
            before = size.Rows;
        }

        return null;
    }
}
