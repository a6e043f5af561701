using System.Diagnostics;
using System.Diagnostics.Metrics;
using Scoring.Resilience;

namespace Scoring.Diagnostics;

/// <summary>What a stage that retries tells the instruments: nothing unless something is retried.</summary>
/// <param name="name">The client's name; null for no such tag.</param>
/// <param name="factory">Makes the meter; null for that of the process.</param>
internal sealed class RetryMeter(string? name, IMeterFactory? factory)
{
    private readonly ScoringInstruments _instruments = ScoringInstruments.From(factory);

    public void RecordRetry(RetryReason reason, int? status, TimeSpan delay)
    {
        if (!_instruments.Retries.Enabled && !_instruments.RetryDelay.Enabled) return;
        TagList tags = Tags();
        tags.Add(TagNames.RetryReason, NameOf(reason));
        if (status is { } code) tags.Add(TagNames.Status, code);
        try
        {
            _instruments.Retries.Add(1, tags);
            _instruments.RetryDelay.Record(delay.TotalSeconds, tags);
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
        if (!_instruments.SuppressedRetries.Enabled) return;
        TagList tags = Tags();
        tags.Add(TagNames.RetryReason, why);
        try
        {
            _instruments.SuppressedRetries.Add(1, tags);
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
            _instruments.ColdStart.Record(time.TotalSeconds, Tags());
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
