using Microsoft.Extensions.Options;

namespace Scoring.DependencyInjection;

/// <summary>Checks a client's options, and what else can be known to be wrong before it is built.</summary>
internal sealed class ClientCheck(ClientRegistration registration, IServiceProvider services) : IValidateOptions<ScoringClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ScoringClientOptions options)
    {
        if (name != registration.Name) return ValidateOptionsResult.Skip;
        string[] problems = [.. FindProblems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>What a check of options says, with the keys of the configuration; null when it says nothing.</summary>
    public static string? Find(SettingsSection section, string type, Action validate)
    {
        try
        {
            validate();
            return null;
        }
        catch (ArgumentException error)
        {
            return section.WithKey(type, error.Message);
        }
    }

    /// <summary>What reading or checking settings says is wrong; null when it says nothing.</summary>
    private string? Run(Func<IServiceProvider, string?> check)
    {
        try
        {
            return check(services);
        }
        catch (OptionsValidationException wrong)
        {
            return string.Join("; ", wrong.Failures);
        }
    }

    private IEnumerable<string> FindProblems(ScoringClientOptions options)
    {
        if (Find(registration.SettingsFrom(services), nameof(ScoringClientOptions), options.Validate) is { } problem) yield return problem;
        if (registration.Profile?.FindProblem() is { } problemOfProfile) yield return $"{registration}: {problemOfProfile}";
        if (registration.Leaf is not { } leaf)
        {
            yield return $"{registration} has nothing to score with. Say UseOnnxModel, UseHttp or UseLeaf after AddScoringClient.";
            yield break;
        }

        foreach (Func<IServiceProvider, string?> check in leaf.Check is null ? registration.Checks : [leaf.Check, .. registration.Checks])
        {
            if (Run(check) is { } found) yield return found;
        }

        foreach (string unknown in UnknownSettings.Find(registration, services)) yield return unknown;
    }
}
