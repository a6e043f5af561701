using Scoring.Batching.Control;
using Scoring.Concurrency;
using Scoring.Records;

namespace Scoring.Batching.Flights;

/// <summary>One request in the air: its rows, from when they are taken until each has ended. Pooled.</summary>
/// <remarks>It holds what it sends and what comes back, so that the lane is free for the next request before the scores are read.</remarks>
internal abstract partial class Flight : RowCompletion
{
    /// <summary>Room in a flight that has not had more yet.</summary>
    private const int FewRows = 16;

    /// <summary>A request of more than a few rows is mostly of single rows, and the next one larger: room for that many at once rather than step by step.</summary>
    private const int RowsOfManyCallers = 256;

    /// <summary>So many submissions before it is ended one is fetched, and later, when that tells who waits for it, that one.</summary>
    private const int FarAhead = 8, Ahead = 4;

    /// <summary>What is used of them, about.</summary>
    private const int LinesOfRow = 5, LinesOfWaiter = 4;

    private readonly Scheduler _scheduler;
    private readonly Action _resume;

    /// <summary>The rows aboard. Filled under the scheduler's lock before take-off; emptied one by one under it while in the air, and by the flight once it has landed.</summary>
    private Slot[] _slots = new Slot[FewRows];

    /// <summary>Cancelled when nobody waits any more. Made under the scheduler's lock, replaced by the last holder once it was cancelled.</summary>
    private CancellationTokenSource? _giveUp;

    /// <summary>Whether the rows were copied out of their submissions; written by the flight's thread, read by the sweep.</summary>
    private bool _isWritten;

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

    /// <summary>Whether rows can travel in the same request as those aboard.</summary>
    public virtual bool Fits(PendingRows rows) => true;

    /// <summary>Adds rows of a submission; under the scheduler's lock.</summary>
    public void Board(PendingRows rows, int start, int count)
    {
        if (SlotCount == _slots.Length) Array.Resize(ref _slots, LengthFor(SlotCount + 1, SlotCount));
        _slots[SlotCount++] = new Slot { Rows = rows, Start = start, Count = count };
        RowCount += count;
        CanEndEarly = rows.CanEndEarly && (CanEndEarly || SlotCount == 1);
    }

    /// <summary>All rows are aboard; under the scheduler's lock.</summary>
    public void CloseDoors(Partition partition)
    {
        Partition = partition;
        (Live, LiveRows) = (SlotCount, RowCount);
        if (CanEndEarly) _giveUp ??= new CancellationTokenSource();
        Hold();
    }

    /// <summary>Nobody may let the object go meanwhile. Under the scheduler's lock, while the flight is in the air.</summary>
    public void Keep() => AddHolder();

    /// <summary>Tells whoever answers the request that nobody waits for it any more; <see cref="Keep"/> came before. A work item, as it is the leaf's code that runs.</summary>
    public IThreadPoolWorkItem NewGivingUp() => new GivingUp(this);

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

    /// <summary>While the model ran, rows and whoever waits for them have left the processor's caches, and each would be waited for in turn.</summary>
    protected override void Approach(int index)
    {
        if (index + FarAhead < SlotCount && _slots[index + FarAhead].Rows is { } far) CachePrefetch.Fetch(far, LinesOfRow);
        if (index + Ahead < SlotCount && _slots[index + Ahead].Rows?.Waiter is { } waiter) CachePrefetch.Fetch(waiter, LinesOfWaiter);
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
        ClearMeasured();
        _isWritten = false;
        Partition = null!;
        if (_giveUp?.TryReset() == false) _giveUp = null;
        _scheduler.OnReleased(this);
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
