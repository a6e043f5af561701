using System.Diagnostics;
using Scoring.Diagnostics;

namespace Scoring.Switching;

/// <summary>Measures what becomes of models that are staged.</summary>
/// <param name="name">The client's name; null for no such tag.</param>
internal sealed class SwapMeter(string? name)
{
    public const string Promoted = "promoted", RolledBack = "rolled_back", Refused = "refused";

    /// <param name="seconds">What loading and warming up took.</param>
    /// <param name="version">The version; null where it was not known any more.</param>
    /// <param name="error">Why it was not staged; null when it was.</param>
    public void RecordLoad(double seconds, string? version, Exception? error)
    {
        if (!ScoringMeter.ModelLoad.Enabled) return;
        TagList tags = Tags(version);
        if (error is not null) tags.Add(TagNames.ErrorType, error.GetType().FullName);
        try
        {
            ScoringMeter.ModelLoad.Record(seconds, tags);
        }
        catch (Exception)
        {
            // A listener's own failure is not to keep a model from its place.
        }
    }

    public void RecordSwap(string outcome, string version)
    {
        if (!ScoringMeter.ModelSwaps.Enabled) return;
        TagList tags = Tags(version);
        tags.Add(TagNames.SwapOutcome, outcome);
        try
        {
            ScoringMeter.ModelSwaps.Add(1, tags);
        }
        catch (Exception)
        {
            // As above.
        }
    }

    private TagList Tags(string? version)
    {
        var tags = default(TagList);
        if (name is not null) tags.Add(TagNames.Client, name);
        if (version is not null) tags.Add(TagNames.ModelVersion, version);
        return tags;
    }
}
