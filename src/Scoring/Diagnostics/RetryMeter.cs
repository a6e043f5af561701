using System.Diagnostics;
using Scoring.Resilience;

namespace Scoring.Diagnostics;

/// <summary>What a stage that retries tells the instruments: nothing unless something is retried.</summary>
/// <param name="name">The client's name; null for no such tag.</param>
internal sealed class RetryMeter(string? name)
{
    private const string Client = "scoring.client.name", Reason = "scoring.retry.reason", Status = "http.response.status_code";

    public void RecordRetry(RetryReason reason, int? status, TimeSpan delay)
    {
        if (!ScoringMeter.Retries.Enabled && !ScoringMeter.RetryDelay.Enabled) return;
        TagList tags = Tags();
        tags.Add(Reason, NameOf(reason));
        if (status is { } code) tags.Add(Status, code);
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
        if (name is not null) tags.Add(Client, name);
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
