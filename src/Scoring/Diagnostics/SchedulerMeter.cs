using System.Diagnostics;
using Scoring.Batching.Control;

namespace Scoring.Diagnostics;

/// <summary>What a client's scheduler tells the instruments: once per request, and nothing while nobody listens.</summary>
/// <remarks>Never used under the scheduler's lock: listeners run inside.</remarks>
internal sealed class SchedulerMeter(Scheduler scheduler, SchedulerSettings settings)
{
    private const string FlushReason = "scoring.batch.flush_reason", Outcome = "scoring.row.outcome", ErrorType = "error.type";

    /// <summary>The tags of everything that the client measures.</summary>
    public KeyValuePair<string, object?>[] Tags { get; } =
    [
        new("scoring.client.name", settings.ClientName),
        new("scoring.model.name", settings.ModelName),
        .. settings.ModelVersion is { } version ? [new("scoring.model.version", version)] : Array.Empty<KeyValuePair<string, object?>>(),
    ];

    /// <summary>Whether somebody listens to what is recorded per request.</summary>
    public static bool IsOn => ScoringMeter.BatchDuration.Enabled || ScoringMeter.BatchSize.Enabled || ScoringMeter.QueueDuration.Enabled || ScoringMeter.Rows.Enabled;

    public SchedulerGauges Read() => scheduler.ReadGauges();

    /// <summary>A request is over. Nobody else uses the flight.</summary>
    public void Record(Flight flight)
    {
        try
        {
            RecordRequest(flight);
        }
        catch (Exception)
        {
            // A listener's own failure is not to cost any row its score.
        }
    }

    /// <summary>Rows have ended without an answer.</summary>
    public void Record(in RowEndTally ends)
    {
        try
        {
            Count("expired", ends.Expired);
            Count("cancelled", ends.Cancelled);
            Count("dropped", ends.Refused + ends.ShutDown);
        }
        catch (Exception)
        {
            // As above.
        }
    }

    private void RecordRequest(Flight flight)
    {
        if (ScoringMeter.BatchSize.Enabled) ScoringMeter.BatchSize.Record(flight.RowCount, With(FlushReason, NameOf(flight.Reason)));
        if (flight.Seconds is { } seconds) ScoringMeter.BatchDuration.Record(seconds, flight.Error is { } error ? With(ErrorType, error.GetType().FullName) : new TagList(Tags));
        if (flight.QueueSeconds is { } queued) ScoringMeter.QueueDuration.Record(queued, new TagList(Tags));
        int failed = Math.Min(flight.LiveRows, flight.FailedRows);
        Count("failed", failed);
        Count("scored", flight.LiveRows - failed);
    }

    private static string NameOf(BatchReason reason) => reason switch
    {
        BatchReason.Full => "size",
        BatchReason.Emptied => "emptied",
        BatchReason.Shared => "shared",
        BatchReason.Trial => "trial",
        BatchReason.Step => "step",
        BatchReason.Deadline => "deadline",
        BatchReason.Delay => "delay",
        _ => "drain",
    };

    private void Count(string outcome, long rows)
    {
        if (rows > 0 && ScoringMeter.Rows.Enabled) ScoringMeter.Rows.Add(rows, With(Outcome, outcome));
    }

    private TagList With(string name, object? value)
    {
        var tags = new TagList(Tags);
        tags.Add(name, value);
        return tags;
    }
}
