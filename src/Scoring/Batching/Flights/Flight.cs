using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scoring.Batching.Control;
using Scoring.Concurrency;
using Scoring.Diagnostics;
using Scoring.Records;

namespace Scoring.Batching.Flights;

/// <summary>One request in the air: its rows, from when they are taken until each has ended. Pooled.</summary>
/// <remarks>It holds what it sends and what comes back, so that the lane is free for the next request before the scores are read.</remarks>
internal abstract class Flight : RowCompletion, IAttemptSink, IRequestRecord
{
    /// <summary>Room in a flight that has not had more yet.</summary>
    private const int FewRows = 16;

    /// <summary>A request of more than a few rows is mostly of single rows, and the next one larger: room for that many at once rather than step by step.</summary>
    private const int RowsOfManyCallers = 256;

    private readonly Scheduler _scheduler;
    private readonly Action _resume;

    /// <summary>The answer that is waited for. Written by the thread that sends, taken by the one that receives.</summary>
    private ConfiguredValueTaskAwaitable<RecordBatch>.ConfiguredValueTaskAwaiter _answer;

    /// <summary>The rows aboard. Filled under the scheduler's lock before take-off; emptied one by one under it while in the air, and by the flight once it has landed.</summary>
    private Slot[] _slots = new Slot[FewRows];

    /// <summary>Cancelled when nobody waits any more. Made under the scheduler's lock, replaced by the last holder once it was cancelled.</summary>
    private CancellationTokenSource? _giveUp;

    /// <summary>Whether the rows were copied out of their submissions; written by the flight's thread, read by the sweep.</summary>
    private bool _isWritten;

    /// <summary>Whether the request was sent and its answer not received yet: attempts that are told later are not its own any more. Written by the flight's thread.</summary>
    private bool _isAsking;

    /// <summary>The spans of those who wait; null where nobody ever listened. Written by the flight's thread before the rows may end.</summary>
    private List<ActivityContext>? _callers;

    /// <summary>When its scores had been read, on the scheduler's clock; null unless somebody measures how long callers wait. Written by the flight's thread.</summary>
    private long? _readAt;

    /// <summary>Rows that the answer has an error for. Written by the flight's thread.</summary>
    private int _badRows;

    protected Flight(Scheduler scheduler)
    {
        _scheduler = scheduler;
        _resume = () => Land(isOwnThread: false);
    }

    /// <summary>Whose rows these are.</summary>
    public Partition Partition { get; private set; } = null!;

    /// <summary>Why it holds as many rows as it does. Under the scheduler's lock.</summary>
    public BatchReason Reason { get; set; }

    /// <summary>When it took its rows, on the scheduler's clock; null unless somebody measures. Under the scheduler's lock.</summary>
    public long? StartedAt { get; set; }

    /// <summary>For how long its first row had waited; null where that is not known or nobody measures. Under the scheduler's lock.</summary>
    public double? QueueSeconds { get; set; }

    /// <summary>What it took: what the leaf tells of, else since it took its rows. Null unless somebody measures.</summary>
    public double? Seconds => StartedAt is not { } started ? null : HasServed ? RunTime.TotalSeconds : _scheduler.Settings.Clock.GetElapsedTime(started).TotalSeconds;

    /// <inheritdoc/>
    public string? ModelVersion { get; set; }

    /// <inheritdoc/>
    public ReadOnlySpan<ActivityContext> Callers => CollectionsMarshal.AsSpan(_callers);

    /// <summary>Requests that were in flight when it was sent, itself included. Under the scheduler's lock.</summary>
    public int InFlight { get; set; }

    /// <summary>Whether requests wait for its callers to be told. Written under the scheduler's lock when it has landed, read by whoever claims its last row.</summary>
    public bool HasLanded { get; set; }

    /// <summary>Where it stands among those in the air, −1 elsewhere. Under the scheduler's lock, as all below.</summary>
    public int AirIndex { get; set; } = -1;

    public int SlotCount { get; private set; }

    public int RowCount { get; private set; }

    /// <summary>Slots that somebody still waits for.</summary>
    public int Live { get; set; }

    /// <summary>Rows that somebody still waits for.</summary>
    public int LiveRows { get; set; }

    /// <summary>Whether it can be given up when nobody waits any more.</summary>
    public bool CanEndEarly { get; private set; }

    /// <summary>Whether the submissions may be ended by somebody else: they have been copied.</summary>
    public bool IsWritten => Volatile.Read(ref _isWritten);

    /// <summary>What the last attempt that gave scores took; zero when the leaf told of none.</summary>
    public TimeSpan RunTime { get; private set; }

    /// <summary>Rows in that attempt: fewer than in the request, if it was cut.</summary>
    public int ServedRows { get; private set; }

    /// <summary>Whether there was one.</summary>
    public bool HasServed => ServedRows > 0;

    /// <summary>Why the request as a whole has no answer.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Rows aboard that have no score, as far as the answer tells before it is read.</summary>
    public int FailedRows => Error switch
    {
        null => HasSent ? UnwrittenRows + _badRows : RowCount,
        ScoringRowsException rows => UnwrittenRows + rows.Errors.Length,
        _ => RowCount,
    };

    public Span<Slot> Slots => _slots.AsSpan(0, SlotCount);

    protected Scheduler Scheduler => _scheduler;

    protected override IWorkStarter Starter => _scheduler.Settings.Starter;

    void IAttemptSink.OnAttempt(in ScoringAttempt attempt)
    {
        if (!Volatile.Read(ref _isAsking)) return;
        if (attempt.Succeeded) (RunTime, ServedRows) = (attempt.Duration, attempt.Rows);
        else _scheduler.OnFailedAttempt(this, in attempt);
        OnAttempt(in attempt);
    }

    /// <summary>Whether rows can travel in the same request as those aboard.</summary>
    public virtual bool Fits(PendingRows rows) => true;

    /// <summary>Adds rows of a submission; under the scheduler's lock.</summary>
    public void Board(PendingRows rows, int start, int count)
    {
        if (SlotCount == _slots.Length) Array.Resize(ref _slots, LengthFor(SlotCount + 1, SlotCount));
        _slots[SlotCount++] = new Slot { Rows = rows, Start = start, Count = count };
        RowCount += count;
    }

    /// <summary>All rows are aboard; under the scheduler's lock.</summary>
    public void CloseDoors(Partition partition)
    {
        Partition = partition;
        CanEndEarly = true;
        foreach (ref Slot slot in Slots) CanEndEarly &= slot.Rows!.CanEndEarly;
        (Live, LiveRows) = (SlotCount, RowCount);
        if (CanEndEarly) _giveUp ??= new CancellationTokenSource();
        Hold();
    }

    /// <summary>Measures how long somebody has waited for rows of this request.</summary>
    public void RecordCall(PendingRows rows, Exception? error)
    {
        if (_readAt is { } now) CallMeter.Record(rows, _scheduler.Settings, now, ModelVersion, error);
    }

    /// <summary>Nobody may let the object go meanwhile. Under the scheduler's lock, while the flight is in the air.</summary>
    public void Keep() => AddHolder();

    /// <summary>Tells whoever answers the request that nobody waits for it any more; <see cref="Keep"/> came before. A work item, as it is the leaf's code that runs.</summary>
    public IThreadPoolWorkItem NewGivingUp() => new GivingUp(this);

    /// <summary>Sends the rows, and ends them if the answer is there at once.</summary>
    /// <param name="lender">The row whose caller lends this thread: no other caller may go on there. Null on a thread of the pool.</param>
    public void TakeOff(PendingRows? lender)
    {
        if (TrySend() && TryWait()) return;
        Land(isOwnThread: lender is null || (SlotCount == 1 && ReferenceEquals(_slots[0].Rows, lender)));
    }

    /// <summary>Whether a request was sent, so that there is an answer.</summary>
    protected abstract bool HasSent { get; }

    /// <summary>Rows that could not be written: the request was sent without them.</summary>
    protected virtual int UnwrittenRows => 0;

    /// <summary>Writes the rows and sends them; false when none is left to be sent.</summary>
    protected abstract bool TrySend(in ScoringContext context, CancellationToken cancellationToken, out ValueTask<RecordBatch> answer);

    /// <summary>Reads the scores.</summary>
    protected abstract void Read(RecordBatch response);

    /// <summary>An attempt has ended.</summary>
    protected virtual void OnAttempt(in ScoringAttempt attempt)
    {
    }

    /// <summary>The answer has been read or there is none: gives back what only the request needed, as telling the callers may take long.</summary>
    protected abstract void ClearRequest();

    /// <summary>Gives back what else the flight holds, before it is used again.</summary>
    protected abstract void Clear();

    /// <summary>How long an array becomes that has not enough room.</summary>
    /// <param name="count">What it must hold.</param>
    /// <param name="length">How long it was.</param>
    protected int LengthFor(int count, int length) =>
        count <= FewRows ? FewRows : Math.Max(Math.Max(count, 2 * length), Math.Min(_scheduler.Settings.MaxBatchCount, RowsOfManyCallers));

    /// <summary>From here on submissions may end without the flight.</summary>
    protected void OnWritten() => Volatile.Write(ref _isWritten, true);

    protected override void EndOne(int index)
    {
        ref Slot slot = ref _slots[index];
        slot.Rows?.End(this, in slot);
    }

    /// <summary>Whoever is told last may dispose the client from there: it must not wait for itself.</summary>
    protected override void OnLastClaimed()
    {
        _scheduler.BeginTelling();
        if (HasLanded) _scheduler.OnTold();
        if (Live > 0) _scheduler.OnNotBusy();
    }

    protected override void OnReleased()
    {
        Clear();
        Slots.Clear();
        (SlotCount, RowCount, Error, RunTime, ServedRows, HasLanded, _badRows) = (0, 0, null, default, 0, false, 0);
        (StartedAt, QueueSeconds, ModelVersion) = (null, null, null);
        _callers?.Clear();
        _isWritten = false;
        Partition = null!;
        if (_giveUp?.TryReset() == false) _giveUp = null;
        _scheduler.OnReleased(this);
    }

    private bool TrySend()
    {
        try
        {
            Volatile.Write(ref _isAsking, true);
            if (ScoringTraces.IsOn) NoteCallers();
            var context = new ScoringContext { Partition = Partition.Key, Deadline = LatestDeadline(), RunInline = true, Attempts = this, Record = this };
            if (!TrySend(in context, CanEndEarly ? _giveUp!.Token : CancellationToken.None, out ValueTask<RecordBatch> answer)) return false;
            _answer = answer.ConfigureAwait(false).GetAwaiter();
            return true;
        }
        catch (Exception error)
        {
            Error = error;
            return false;
        }
        finally
        {
            OnWritten();
        }
    }

    private void NoteCallers()
    {
        _callers ??= [];
        foreach (ref Slot slot in Slots)
        {
            if (_callers.Count == IRequestRecord.MostCallers) return;
            if (slot.Rows?.Caller is { } caller && !_callers.Contains(caller.Context)) _callers.Add(caller.Context);
        }
    }

    /// <summary>True when the answer will resume this flight.</summary>
    private bool TryWait()
    {
        try
        {
            if (_answer.IsCompleted) return false;
            _answer.UnsafeOnCompleted(_resume);
            return true;
        }
        catch (Exception)
        {
            // A task that cannot be awaited, such as one that was before: receiving it says why, and only this request fails.
            return false;
        }
    }

    private void Land(bool isOwnThread)
    {
        RecordBatch response = Receive();
        Volatile.Write(ref _isAsking, false);
        _scheduler.OnLanded(this);
        using (response)
        {
            if (Error is null && HasSent) TryRead(response);
            ClearRequest();
        }

        _readAt = CallMeter.IsOn ? _scheduler.Settings.Clock.GetTimestamp() : null;
        bool alone = _scheduler.Settings.AllowSynchronousContinuations;
        if (isOwnThread || alone) EndAll(SlotCount, alone);
        else QueueEndAll(SlotCount);
        Release();
    }

    /// <summary>The answer; none when it is an error, or when nothing was sent.</summary>
    private RecordBatch Receive()
    {
        ConfiguredValueTaskAwaitable<RecordBatch>.ConfiguredValueTaskAwaiter answer = _answer;
        _answer = default;
        if (Error is not null || !HasSent) return default;
        try
        {
            RecordBatch response = answer.GetResult();
            if (!response.IsDefault && response.HasRowErrors) _badRows = response.RowErrors.Length;
            return response;
        }
        catch (Exception error)
        {
            Error = error;
            return default;
        }
    }

    private void TryRead(RecordBatch response)
    {
        try
        {
            Read(response);
        }
        catch (Exception error)
        {
            Error = error;
        }
    }

    /// <summary>None as soon as the score of one row is always of use.</summary>
    private Deadline LatestDeadline()
    {
        Deadline latest = default;
        if (!CanEndEarly) return latest;
        foreach (ref Slot slot in Slots)
        {
            if (slot.Rows is not { Deadline: { IsNone: false } deadline }) return Deadline.None;
            latest = Deadline.Later(latest, deadline);
        }

        return latest;
    }

    private sealed class GivingUp(Flight flight) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            try
            {
                flight._giveUp!.Cancel();
            }
            catch (AggregateException)
            {
                // What a leaf or a stage does about the cancellation failed. The rows have ended all the same.
            }

            flight.Release();
        }
    }
}
