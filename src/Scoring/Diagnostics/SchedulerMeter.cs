using System.Collections.Immutable;
using System.Diagnostics;
using Scoring.Batching.Control;

namespace Scoring.Diagnostics;

/// <summary>What a client's scheduler tells the instruments: once per request, and nothing while nobody listens.</summary>
/// <remarks>Never used under the scheduler's lock: listeners run inside.</remarks>
internal sealed class SchedulerMeter(Scheduler scheduler, SchedulerSettings settings)
{
    /// <summary>The tags of what is measured of the client as a whole.</summary>
    public KeyValuePair<string, object?>[] Tags => settings.Tags.Latest;

    /// <summary>Whether what waits is told for each partition by itself.</summary>
    public bool TellsPartitions => scheduler.Settings.MeasuresPartitions;

    public ScoringInstruments Instruments { get; } = settings.Instruments;

    public SchedulerGauges Read() => scheduler.ReadGauges();

    public ImmutableArray<PartitionSnapshot> ReadPartitions() => scheduler.Snapshot().Partitions;

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
            Count(Tags, "expired", ends.Expired);
            Count(Tags, "cancelled", ends.Cancelled);
            Count(Tags, "dropped", ends.Refused + ends.ShutDown);
        }
        catch (Exception)
        {
            // As above.
        }
    }

    private void RecordRequest(Flight flight)
    {
        KeyValuePair<string, object?>[] tags = settings.Tags.For(flight.ModelVersion);
        if (Instruments.BatchSize.Enabled) Instruments.BatchSize.Record(flight.RowCount, With(tags, TagNames.FlushReason, NameOf(flight.Reason)));
        if (flight.Seconds is { } seconds) Instruments.BatchDuration.Record(seconds, flight.Error is { } error ? With(tags, TagNames.ErrorType, error.GetType().FullName) : new TagList(tags));
        if (flight.QueueSeconds is { } queued) Instruments.QueueDuration.Record(queued, tags);
        int failed = Math.Min(flight.LiveRows, flight.FailedRows);
        Count(tags, "failed", failed);
        Count(tags, "scored", flight.LiveRows - failed);
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

    private void Count(KeyValuePair<string, object?>[] tags, string outcome, long rows)
    {
        if (rows > 0 && Instruments.Rows.Enabled) Instruments.Rows.Add(rows, With(tags, TagNames.RowOutcome, outcome));
    }

    private static TagList With(KeyValuePair<string, object?>[] tags, string name, object? value) => new(tags) { { name, value } };
}
