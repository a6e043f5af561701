using System.Diagnostics;

namespace Scoring.Batching.Queueing;

/// <summary>Rows that wait for their scores: one row, the rows of a call, or a whole batch. What the scheduler queues, without knowing their type.</summary>
/// <remarks>
/// The scheduler touches rows for the last time when it ends them, and has read everything it needs before: from then on whoever waits for them may use the object again.
/// </remarks>
internal abstract class PendingRows
{
    /// <summary>The <see cref="SubmittedAt"/> of rows for which nobody has looked at the clock.</summary>
    public const long NotStamped = long.MinValue + 1;

    /// <summary>Made for the first rows that need it, and kept for the next ones.</summary>
    private RowTerms? _terms;

    /// <summary>The next rows in the one list that these are in: a stripe of arrivals, or a queue. Written by the submitting thread, later under the scheduler's lock.</summary>
    public PendingRows? Next { get; set; }

    /// <summary>The rows before these in their queue. Under the scheduler's lock.</summary>
    public PendingRows? Previous { get; set; }

    /// <summary>How many rows. Written before they are submitted, as are the four below.</summary>
    public int Count { get; protected set; }

    public int Partition { get; protected set; }

    public int Priority
    {
        get => _terms?.Priority ?? 0;
        protected set
        {
            if (_terms is not null || value != 0) Terms.Priority = value;
        }
    }

    /// <summary>Until when the scores are of use.</summary>
    public Deadline Deadline
    {
        get => _terms?.Deadline ?? Deadline.None;
        protected set
        {
            if (_terms is not null || !value.IsNone) Terms.Deadline = value;
        }
    }

    /// <summary>Whether nobody may wait for these rows any more before they have their scores: then a request that holds only such rows can be given up.</summary>
    public bool CanEndEarly { get; protected set; }

    /// <summary>The span of whoever waits; null where nobody listened when they came. Written before they are submitted, cleared when nobody holds them any more.</summary>
    public Activity? Caller
    {
        get => _terms?.Caller;
        protected set
        {
            if (_terms is not null || value is not null) Terms.Caller = value;
        }
    }

    /// <summary>What goes on when the rows have ended; null where that is not known. Only a hint: written by whoever awaits them, at any time.</summary>
    public object? Waiter { get; protected set; }

    /// <summary>When they were submitted, on the scheduler's clock, or <see cref="NotStamped"/> where nothing depends on it. Written before they are pushed, later under the scheduler's lock.</summary>
    public long SubmittedAt { get; set; }

    /// <summary>When they are due, on the scheduler's clock; <see cref="long.MaxValue"/> without a deadline. Reset before they are submitted; set under the scheduler's lock, before they are queued and not while they are.</summary>
    public long DueAt
    {
        get => _terms?.DueAt ?? long.MaxValue;
        set
        {
            if (_terms is not null || value != long.MaxValue) Terms.DueAt = value;
        }
    }

    public bool HasDeadline => DueAt != long.MaxValue;

    /// <summary>Which of the rows of their priority with a deadline they are, counted as they came. Under the scheduler's lock.</summary>
    public long LineNumber
    {
        get => _terms?.LineNumber ?? 0;
        set => Terms.LineNumber = value;
    }

    /// <summary>Their place in the heap that they are in, from 1; 0 when they are in none. Under the scheduler's lock.</summary>
    public int HeapNumber
    {
        get => _terms?.HeapNumber ?? 0;
        set => Terms.HeapNumber = value;
    }

    /// <summary>How many of the rows are in a request or were. Under the scheduler's lock, as all below.</summary>
    public int Taken { get; set; }

    /// <summary>Whether they are in a queue.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether they stand outside a queue that is full.</summary>
    public bool IsOutside { get; set; }

    private RowTerms Terms => _terms ??= new RowTerms();

    public int Waiting => Count - Taken;

    /// <summary>Whether they came together: they may be cut, and ask for all lanes at once. They see to their end themselves.</summary>
    public bool IsMany { get; protected init; }

    /// <summary>Whether the scheduler has to look from time to time whether somebody still waits for them.</summary>
    public bool IsSwept => CanEndEarly && !IsMany;

    /// <summary>Whether they have their turn before others of their priority that have a deadline too.</summary>
    public bool IsDueBefore(PendingRows others) => DueAt < others.DueAt || (DueAt == others.DueAt && LineNumber < others.LineNumber);

    /// <summary>How they ended by themselves, once they have: what <see cref="RowsEnd.Told"/> stands for.</summary>
    public virtual RowsEnd OwnEnd => RowsEnd.None;

    /// <summary>Whether nobody waits for them any more.</summary>
    public RowsEnd FindEnd() => CanEndEarly || IsMany ? FindEndNow() : RowsEnd.None;

    /// <summary>Some of the rows are put into a request.</summary>
    /// <param name="isLast">Whether none is left in the queue.</param>
    public virtual void OnTaken(bool isLast)
    {
    }

    /// <summary>Whether nobody waits for them any more, where that is possible.</summary>
    protected abstract RowsEnd FindEndNow();

    /// <summary>Ends the rows that were put into a request, with what it has for them.</summary>
    public abstract void End(Flight flight, in Slot slot);

    /// <summary>Ends rows that were never put into a request, or that nobody wants the score of.</summary>
    /// <param name="end">Why.</param>
    /// <param name="settings">The limits that their error may have to name.</param>
    public abstract void End(RowsEnd end, SchedulerSettings settings);
}
