using Scoring.Batching.Control;
using Scoring.Records;

namespace Scoring.Batching.Scheduling;

/// <summary>What is decided by measuring: the controller is asked when rows are taken and told when they come back, once each per request.</summary>
internal sealed partial class Scheduler
{
    /// <summary>So often a request that could be sent lets callers go first that are just being told.</summary>
    private const int MaxYields = 64;

    /// <summary>Runs at least so long are not held up by waiting for callers to be told.</summary>
    private static readonly TimeSpan s_longRun = TimeSpan.FromMilliseconds(1);

    /// <summary>Null where all is fixed. Under <see cref="_lock"/>.</summary>
    private BatchController? _controller;

    /// <summary>Flights that have landed after a long run and whose rows are being told. Changed by interlocked operations.</summary>
    private int _landed;

    /// <summary>The most bytes of values per row that a request or a whole batch has had. Written by any thread that has counted some; of two at once one may be lost.</summary>
    private double _bytesPerRow;

    /// <summary>Counts the bytes of rows that came as a whole batch, or of the part of one that makes a request, where bytes are limited.</summary>
    public void CountBytes(in RecordBatch rows)
    {
        if (Settings.CountsBytes) OnBytesCounted(rows.Buffer.UsedBytes(rows.StartRow, rows.RowCount), rows.RowCount);
    }

    /// <summary>So many bytes of values were counted; only told where they are limited.</summary>
    public void OnBytesCounted(long bytes, int rows)
    {
        double each = (double)bytes / rows;
        if (each <= Volatile.Read(ref _bytesPerRow)) return;
        Volatile.Write(ref _bytesPerRow, each);
        if (Settings.MaxQueuedBytes != long.MaxValue) LimitQueues();
    }

    /// <summary>All rows of such a flight are told, or are about to be.</summary>
    public void OnTold() => Interlocked.Decrement(ref _landed);

    /// <summary>An attempt of a flight has failed while the flight is in the air.</summary>
    public void OnFailedAttempt(Flight flight, in ScoringAttempt attempt)
    {
        if (Attempts.IsOverload(in attempt)) Shrink(flight, in attempt);
        else if (Attempts.IsTooLarge(in attempt)) OnTooLarge(flight, in attempt);
    }

    private double Now() => (double)Settings.Clock.GetTimestamp() / Settings.Clock.TimestampFrequency;

    private bool HasPlaceUnsynchronized() => _free > 0 && _active < LimitUnsynchronized();

    private int LimitUnsynchronized() => Settings.Control is { AdaptsParallel: true } ? _controller!.Limit : int.MaxValue;

    /// <summary>So many rows fill a request.</summary>
    private int FullUnsynchronized() => _controller is { } controller ? Math.Min(MaxRows(), controller.Cap) : MaxRows();

    /// <summary>Most rows in a request.</summary>
    private int MaxRows()
    {
        double bytes = Volatile.Read(ref _bytesPerRow);
        return bytes * Settings.MaxBatchCount <= Settings.MaxBatchBytes ? Settings.MaxBatchCount : Math.Max(1, (int)(Settings.MaxBatchBytes / bytes));
    }

    /// <summary>
    /// Callers that have just been told mostly send their next row at once: a request that waits for them takes those along. It goes behind them in line, so this costs some microseconds,
    /// and is only done where runs are long. Callers that block cannot hold it up for long.
    /// </summary>
    private bool LetsCallersGoFirst(Partition partition)
    {
        if (Volatile.Read(ref _landed) == 0 || partition.Yields >= MaxYields) return false;
        partition.Yields++;
        Settings.Starter.Start(partition);
        return true;
    }

    /// <summary>For how long of the time that is left a delay pays.</summary>
    private TimeSpan EarnedDelayUnsynchronized(Partition partition, TimeSpan left)
    {
        double now = Now(), rate = partition.Rate!.At(now);
        if (left <= TimeSpan.Zero || _controller!.Model.Batches == 0) return TimeSpan.Zero;
        TimeCurve curve = _controller.Model.Curve;

        // One size says nothing of what a row adds: if that were nothing, a delay would pay most. The requests that it makes larger will tell.
        double perRequest = curve.Count < 2 ? curve.Times[0] : curve.PerRequest, perRow = curve.Count < 2 ? 0 : curve.PerRow;
        PendingRows first = partition.Queue.First!;
        double slack = first.HasDeadline ? ((double)first.DueAt / Settings.Clock.TimestampFrequency) - now : double.PositiveInfinity;
        return TimeSpan.FromSeconds(EarnedDelay.Of(rate, partition.Queue.Rows, perRequest, perRow, left.TotalSeconds, slack));
    }

    private BatchPlan PlanUnsynchronized(Partition partition, PendingRows first, int waiting)
    {
        int most = MaxRows();
        if (_controller is null) return new BatchPlan(0, Math.Min(waiting, most), waiting > most ? BatchReason.Full : BatchReason.Emptied);
        double age = 0, slack = double.PositiveInfinity;
        if (first.HasDeadline || !_isPlain)
        {
            double now = Settings.Clock.GetTimestamp();
            if (!_isPlain) age = (now - first.SubmittedAt) / Settings.Clock.TimestampFrequency;
            if (first.HasDeadline) slack = (first.DueAt - now) / Settings.Clock.TimestampFrequency;
        }

        BatchPlan plan = _controller.Plan(new QueueView(waiting, age, slack, _air.Count));
        return plan.Take > most ? plan with { Take = most } : plan;
    }

    private void NoteTakenUnsynchronized(Flight flight)
    {
        flight.InFlight = _air.Count + 1;
        _controller?.OnTaken(flight.Reason, flight.RowCount);
    }

    private void LearnUnsynchronized(Flight flight)
    {
        if (flight.RunTime >= s_longRun && flight.Live > 0) NoteLanded(flight);
        if (flight.HasServed)
        {
            _runTimes.Add(flight.ServedRows, flight.RunTime);
            _enoughNear = EnoughNearUnsynchronized();
            flight.Partition.Guard?.OnAnswered(Settings.MaxParallelRequests);
        }

        if (_controller is null) return;
        bool isTrial = flight.Reason == BatchReason.Trial;
        double now = Now(), seconds = flight.RunTime.TotalSeconds;
        if (flight.HasServed && seconds > 0) _controller.OnServed(new ServedBatch(flight.ServedRows, flight.InFlight, seconds, _active, now, isTrial));
        else _controller.OnFailed(isTrial, _active, now);
    }

    /// <summary>Until all its callers are told, requests that could be sent let them go first.</summary>
    private void NoteLanded(Flight flight)
    {
        Interlocked.Increment(ref _landed);
        flight.HasLanded = true;
    }

    private void Shrink(Flight flight, in ScoringAttempt attempt)
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            Partition partition = flight.Partition;
            double now = Now();
            partition.Guard ??= new OverloadGuard();
            int before = Math.Min(partition.Limit, LimitUnsynchronized());
            if (partition.Guard.Shrink(now, RoundTripUnsynchronized(), before, attempt.RetryAfter?.TotalSeconds ?? 0))
                _controller?.Decisions.Add(new Decision(now, DecisionKind.Overloaded, before, partition.Guard.Limit, attempt.Status ?? 0, 0));
            if (Attempts.IsTimeout(in attempt)) _controller?.OnTimedOut(attempt.Rows, attempt.Duration.TotalSeconds, flight.Reason == BatchReason.Trial, now);
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
    }

    private void OnTooLarge(Flight flight, in ScoringAttempt attempt)
    {
        lock (_lock) _controller?.OnTooLarge(attempt.Rows, flight.Reason == BatchReason.Trial, Now());
    }

    /// <summary>What an answer takes, in seconds.</summary>
    private double RoundTripUnsynchronized() => _controller is { Model.Batches: > 0 } controller ? controller.Model.Time(controller.Sizes.Cap, Math.Max(1, _air.Count)) : 0.1;

    /// <summary>Whether the endpoint has asked not to be sent anything now; then the timer puts the partition in line again.</summary>
    private bool IsPausedUnsynchronized(Partition partition)
    {
        if (partition.Guard is not { } guard || _isOver) return false;
        double left = guard.PausedUntil - Now();
        if (left <= 0) return false;
        partition.IsLingering = true;
        _lingerTimer.Ensure(TimeSpan.FromSeconds(left));
        return true;
    }
}
