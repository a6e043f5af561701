using System.Diagnostics;
using Scoring.Diagnostics;

namespace Scoring.Fallback;

/// <summary>Counts requests that fall back: once each, when it is known who answered.</summary>
/// <param name="name">The client's name; null for no such tag.</param>
internal sealed class FallbackMeter(string? name)
{
    public const string First = "first", Other = "fallback", Nobody = "failed";

    /// <param name="reason">Why the other client was asked.</param>
    /// <param name="outcome">Who answered.</param>
    /// <param name="rows">Rows in the request.</param>
    public void Record(FallbackReason reason, string outcome, int rows)
    {
        if (!ScoringMeter.Fallbacks.Enabled && !ScoringMeter.FallbackRows.Enabled) return;
        var tags = new TagList { { TagNames.FallbackReason, reason == FallbackReason.Slow ? "slow" : "failed" } };
        if (name is not null) tags.Add(TagNames.Client, name);
        try
        {
            if (outcome == Other) ScoringMeter.FallbackRows.Add(rows, tags);
            tags.Add(TagNames.FallbackOutcome, outcome);
            ScoringMeter.Fallbacks.Add(1, tags);
        }
        catch (Exception)
        {
            // A listener's own failure is not to cost any row its score.
        }
    }
}
