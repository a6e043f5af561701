using Scoring.Tuning;

namespace Scoring.DependencyInjection;

/// <summary>The tuning profile that a client is to start with.</summary>
/// <param name="Path">The file.</param>
/// <param name="Options">What becomes of a stale one.</param>
internal sealed record ProfileRegistration(string Path, TuningProfileOptions Options)
{
    /// <summary>What is wrong with the file; null when it can be read.</summary>
    public string? FindProblem()
    {
        try
        {
            TuningProfile.Load(Path);
            return null;
        }
        catch (ScoringProfileException error)
        {
            return error.Message;
        }
    }

    public void AddTo(ScoringClientBuilder builder, IServiceProvider services)
    {
        var options = new TuningProfileOptions { RefuseStale = Options.RefuseStale, OnWarning = Options.OnWarning, Logger = Options.Logger ?? services.LoggerOf() };
        builder.UseTuningProfile(Path, options);
    }
}
