using System.Globalization;
using Scoring.Tool.Reporting;
using Scoring.Tuning;

namespace Scoring.Tool.Diagnosis;

/// <summary>Whether a tuning profile is still of this model and this machine.</summary>
internal static class StaleProfileCheck
{
    private const string Again = "Measure again: scoring tune MODEL|URL --sample FILE --profile FILE.";

    public static async Task<IReadOnlyList<Finding>> OfAsync(string path, IScoringClient client, CancellationToken cancellationToken)
    {
        TuningProfile profile;
        try
        {
            profile = TuningProfile.Load(path);
        }
        catch (ScoringProfileException error)
        {
            return [Finding.Problem(Topics.Profile, error.Message, Again)];
        }

        ScoringSignature signature = await client.GetSignatureAsync(cancellationToken).ConfigureAwait(false);
        var key = ProfileKey.Of(signature, client.GetService(typeof(IModelIdentity)) as IModelIdentity);
        return [Of(profile, key, TuningEnvironment.Current())];
    }

    internal static Finding Of(TuningProfile profile, ProfileKey key, TuningEnvironment here)
    {
        string taken = profile.TakenAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!profile.Key.Matches(key)) return Finding.Problem(Topics.Profile, $"The profile of {taken} is of another model: {profile.Key}, and this is {key}.", Again);
        if (profile.Environment is { } there && !there.IsSameMachineClass(here))
        {
            return Finding.Problem(
                Topics.Profile, $"The profile of {taken} was taken on another class of machine: {Describe(there)}, and this is {Describe(here)}.", $"{Again} Until then clients that load it begin with the wrong times and correct them as they run.");
        }

        string setting = profile.Recommended is { } recommended ? $", {Numbers.Count(recommended.Rows, "row")} × {Numbers.Count(recommended.ParallelRequests, "request")} in flight" : "";
        return Finding.Ok(Topics.Profile, $"The profile of {taken} is of this model{(profile.Environment is null ? "" : " and this class of machine")}{setting}.");
    }

    private static string Describe(TuningEnvironment machine) => $"{Numbers.Count(machine.Processors, "processor")} {machine.Processor ?? machine.Architecture}";
}
