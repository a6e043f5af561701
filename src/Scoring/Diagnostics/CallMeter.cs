using System.Diagnostics;

namespace Scoring.Diagnostics;

/// <summary>Tells how long callers waited.</summary>
internal static class CallMeter
{
    /// <summary>A call has ended.</summary>
    /// <param name="rows">The call; it counts where it was stamped when it came.</param>
    /// <param name="settings">The client's.</param>
    /// <param name="now">When it has ended, on the client's clock.</param>
    /// <param name="tags">Of the client and the version that answered.</param>
    /// <param name="error">Why it has no score; null where it has.</param>
    public static void Record(PendingRows rows, SchedulerSettings settings, long now, KeyValuePair<string, object?>[] tags, Exception? error)
    {
        if (rows.SubmittedAt == PendingRows.NotStamped) return;
        double seconds = (now - rows.SubmittedAt) * settings.SecondsPerTimestamp;
        try
        {
            if (error is null) settings.Instruments.OperationDuration.Record(seconds, tags.AsSpan());
            else settings.Instruments.OperationDuration.Record(seconds, new TagList(tags) { { TagNames.ErrorType, error.GetType().FullName } });
        }
        catch (Exception)
        {
            // A listener's own failure is not to cost any row its score.
        }
    }
}
