using System.Diagnostics;
using Scoring.Resilience;

namespace Scoring.Diagnostics;

/// <summary>What a stage that retries tells the instruments: nothing unless something is retried.</summary>
/// <param name="name">The client's name; null for no such tag.</param>
internal sealed class RetryMeter(string? name)
{
    public void RecordRetry(RetryReason reason, int? status, TimeSpan delay)
    {
        if (!ScoringMeter.Retries.Enabled && !ScoringMeter.RetryDelay.Enabled) return;
        TagList tags = Tags();
        tags.Add(TagNames.RetryReason, NameOf(reason));
        if (status is { } code) tags.Add(TagNames.Status, code);
        try
        {
            ScoringMeter.Retries.Add(1, tags);
            ScoringMeter.RetryDelay.Record(delay.TotalSeconds, tags);
        }
        catch (Exception)
        {
            // A listener's own failure is not to cost any row its score.
        }
    }

    /// <summary>A request is not sent again, or later than its back-off says.</summary>
    /// <param name="why"><c>attempts</c>, <c>deadline</c> or <c>budget</c>.</param>
    public void RecordSuppressed(string why)
    {
        if (!ScoringMeter.SuppressedRetries.Enabled) return;
        TagList tags = Tags();
        tags.Add(TagNames.RetryReason, why);
        try
        {
            ScoringMeter.SuppressedRetries.Add(1, tags);
        }
        catch (Exception)
        {
            // As above.
        }
    }

    public void RecordColdStart(TimeSpan time)
    {
        try
        {
            ScoringMeter.ColdStart.Record(time.TotalSeconds, Tags());
        }
        catch (Exception)
        {
            // As above.
        }
    }

    private TagList Tags()
    {
        var tags = default(TagList);
        if (name is not null) tags.Add(TagNames.Client, name);
        return tags;
    }

    private static string NameOf(RetryReason reason) => reason switch
    {
        RetryReason.ColdStart => "cold_start",
        RetryReason.Connection => "connection",
        RetryReason.Timeout => "timeout",
        _ => "status",
    };
}
