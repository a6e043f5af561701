using System.Diagnostics;
using System.Diagnostics.Metrics;
using Scoring.Diagnostics;

namespace Scoring.Switching;

/// <summary>Measures what becomes of models that are staged.</summary>
/// <param name="name">The client's name; null for no such tag.</param>
/// <param name="factory">Makes the meter; null for that of the process.</param>
internal sealed class SwapMeter(string? name, IMeterFactory? factory)
{
    public const string Promoted = "promoted", RolledBack = "rolled_back", Refused = "refused";

    private readonly ScoringInstruments _instruments = ScoringInstruments.From(factory);

    /// <param name="seconds">What loading and warming up took.</param>
    /// <param name="version">The version; null where it was not known any more.</param>
    /// <param name="error">Why it was not staged; null when it was.</param>
    public void RecordLoad(double seconds, string? version, Exception? error)
    {
        if (!_instruments.ModelLoad.Enabled) return;
        TagList tags = Tags(version);
        if (error is not null) tags.Add(TagNames.ErrorType, error.GetType().FullName);
        try
        {
            _instruments.ModelLoad.Record(seconds, tags);
        }
        catch (Exception)
        {
            // A listener's own failure is not to keep a model from its place.
        }
    }

    public void RecordSwap(string outcome, string version)
    {
        if (!_instruments.ModelSwaps.Enabled) return;
        TagList tags = Tags(version);
        tags.Add(TagNames.SwapOutcome, outcome);
        try
        {
            _instruments.ModelSwaps.Add(1, tags);
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
