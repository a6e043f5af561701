using System.Collections.Immutable;
using Scoring.Batching.Control;
using Scoring.Diagnostics;

namespace Scoring.Batching.Scheduling;

/// <summary>What is counted, once per request, and told to whoever asks.</summary>
internal sealed partial class Scheduler
{
    /// <summary>Under <see cref="_lock"/>, as all below.</summary>
    private RowEndTally _ends;

    private long _requestsSent;
    private long _rowsSent;
    private long _rowsScored;
    private long _rowsFailed;

    /// <summary>What is going on at this moment.</summary>
    public SchedulerSnapshot Snapshot()
    {
        var deferred = new Deferred(this);
        SchedulerSnapshot snapshot;
        Decision[] decisions;
        double now;
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            DispatchUnsynchronized(ref deferred);
            now = Now();
            snapshot = SnapshotUnsynchronized();
            decisions = _controller?.Decisions.ToArray() ?? [];
        }

        deferred.Run();
        return snapshot with { Decisions = [.. decisions.Select(decision => new SchedulerDecision(snapshot.TakenAt - TimeSpan.FromSeconds(now - decision.At), decision.ToString()))] };
    }

    /// <summary>What the gauges show.</summary>
    public SchedulerGauges ReadGauges()
    {
        var deferred = new Deferred(this);
        SchedulerGauges gauges;
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            DispatchUnsynchronized(ref deferred);
            gauges = GaugesUnsynchronized();
        }

        deferred.Run();
        return gauges;
    }

    /// <summary>Rows have ended without an answer.</summary>
    public void CountEndUnsynchronized(RowsEnd end, int rows) => _ends.Add(end, rows);

    private void CountSentUnsynchronized(Flight flight, Partition partition)
    {
        if (Settings.Instruments.MeasuresRequests) StartMeasuring(flight);
        _requestsSent++;
        _rowsSent += flight.RowCount;
        partition.Dispatches.Add(flight.Reason);
    }

    private void StartMeasuring(Flight flight)
    {
        long now = Settings.Clock.GetTimestamp(), submitted = flight.Slots[0].Rows!.SubmittedAt;
        flight.StartedAt = now;
        flight.QueueSeconds = submitted == PendingRows.NotStamped ? null : Settings.Clock.GetElapsedTime(submitted, now).TotalSeconds;
    }

    private void CountLandedUnsynchronized(Flight flight)
    {
        int failed = Math.Min(flight.LiveRows, flight.FailedRows);
        _rowsFailed += failed;
        _rowsScored += flight.LiveRows - failed;
    }

    /// <summary>Why a request that takes all rows that wait was sent.</summary>
    private BatchReason ReasonForAllUnsynchronized(Partition partition, int rows)
    {
        if (_isHurrying) return BatchReason.Drain;
        if (Settings.MaxDelay == TimeSpan.Zero || rows >= FullUnsynchronized()) return BatchReason.Emptied;
        return partition.IsUrgent ? BatchReason.Deadline : BatchReason.Delay;
    }

    private SchedulerSnapshot SnapshotUnsynchronized()
    {
        var snapshot = new SchedulerSnapshot
        {
            TakenAt = Settings.Clock.GetUtcNow(),
            ModelName = Settings.ModelName,
            Cap = FullUnsynchronized(),
            LargestCap = Settings.MaxBatchCount,
            ParallelLimit = TotalLimitUnsynchronized(),
            InFlight = _active,
            Partitions = PartitionsUnsynchronized(),
            Totals = TotalsUnsynchronized(),
        };
        return _controller is null ? snapshot : WithModel(snapshot, _controller);
    }

    private SchedulerGauges GaugesUnsynchronized()
    {
        long backlog = 0;
        TimeSpan? delay = TimeSpan.Zero;
        foreach (Partition partition in _partitions.All)
        {
            backlog += partition.Queue.Rows + partition.Queue.RowsOutside;
            TimeSpan? own = DelayOf(partition);
            delay = delay is null || own is null ? null : TimeSpan.FromTicks(Math.Max(delay.Value.Ticks, own.Value.Ticks));
        }

        return new SchedulerGauges(backlog, _active, TotalLimitUnsynchronized(), FullUnsynchronized(), delay?.TotalSeconds);
    }

    /// <summary>Most requests in flight over all partitions; null where there is no such limit.</summary>
    private int? TotalLimitUnsynchronized()
    {
        int limit = Math.Min(Settings.MaxTotalRequests, LimitUnsynchronized());
        return limit == int.MaxValue ? null : limit;
    }

    private static SchedulerSnapshot WithModel(SchedulerSnapshot snapshot, BatchController controller)
    {
        ServiceTimeModel model = controller.Model;
        TimeCurve curve = model.Curve;
        var sizes = new MeasuredSize[curve.Count];
        for (int i = 0; i < sizes.Length; i++) sizes[i] = new MeasuredSize(curve.Sizes[i], curve.Times[i], curve.Samples[i]);
        return snapshot with
        {
            LargestCap = Math.Min(snapshot.LargestCap, controller.Sizes.Limit),
            IsProbing = controller.IsProbing,
            Curve = [.. sizes],
            Inflation = sizes.Length == 0 ? [] : [.. Enumerable.Range(1, model.KnownParallel).Select(model.Inflation)],
            Step = curve.Step.IsFound ? curve.Step.Step : null,
            Noise = sizes.Length == 0 ? 0 : model.Residuals.Spread,
        };
    }

    private ImmutableArray<PartitionSnapshot> PartitionsUnsynchronized()
    {
        ImmutableArray<PartitionSnapshot>.Builder partitions = ImmutableArray.CreateBuilder<PartitionSnapshot>(_partitions.All.Count);
        foreach (Partition partition in _partitions.All)
        {
            partitions.Add(new PartitionSnapshot
            {
                Partition = partition.Key,
                ParallelLimit = Math.Min(partition.Limit, LimitUnsynchronized()),
                InFlight = partition.Active,
                QueuedRows = partition.Queue.Rows,
                RowsOutside = partition.Queue.RowsOutside,
                WatermarkDelay = DelayOf(partition),
                Dispatches = partition.Dispatches.ToCounts(),
            });
        }

        return partitions.MoveToImmutable();
    }

    /// <summary>How long the oldest row has waited; null where that is not known.</summary>
    private TimeSpan? DelayOf(Partition partition)
    {
        if (partition.Queue.IsEmpty) return TimeSpan.Zero;
        long oldest = partition.Queue.OldestSubmission();
        return oldest == PendingRows.NotStamped ? null : Settings.Clock.GetElapsedTime(oldest);
    }

    private RowTotals TotalsUnsynchronized() => new()
    {
        RequestsSent = _requestsSent,
        RowsSent = _rowsSent,
        RowsScored = _rowsScored,
        RowsFailed = _rowsFailed,
        RowsRefused = _ends.Refused,
        RowsExpired = _ends.Expired,
        RowsCancelled = _ends.Cancelled,
        RowsShutDown = _ends.ShutDown,
    };
}
