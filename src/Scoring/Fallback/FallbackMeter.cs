using System.Diagnostics;
using System.Diagnostics.Metrics;
using Scoring.Diagnostics;

namespace Scoring.Fallback;

/// <summary>Counts requests that fall back: once each, when it is known who answered.</summary>
/// <param name="name">The client's name; null for no such tag.</param>
/// <param name="factory">Makes the meter; null for that of the process.</param>
internal sealed class FallbackMeter(string? name, IMeterFactory? factory)
{
    public const string First = "first", Other = "fallback", Nobody = "failed";

    private readonly ScoringInstruments _instruments = ScoringInstruments.From(factory);

    /// <param name="reason">Why the other client was asked.</param>
    /// <param name="outcome">Who answered.</param>
    /// <param name="rows">Rows in the request.</param>
    public void Record(FallbackReason reason, string outcome, int rows)
    {
        if (!_instruments.Fallbacks.Enabled && !_instruments.FallbackRows.Enabled) return;
        var tags = new TagList { { TagNames.FallbackReason, reason == FallbackReason.Slow ? "slow" : "failed" } };
        if (name is not null) tags.Add(TagNames.Client, name);
        try
        {
            if (outcome == Other) _instruments.FallbackRows.Add(rows, tags);
            tags.Add(TagNames.FallbackOutcome, outcome);
            _instruments.Fallbacks.Add(1, tags);
        }
        catch (Exception)
        {
            // A listener's own failure is not to cost any row its score.
        }
    }
}
