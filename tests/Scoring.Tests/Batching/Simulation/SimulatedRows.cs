namespace Scoring.Tests.Batching.Simulation;

/// <summary>What was submitted at once: a row, or a call of many; and what is known of it.</summary>
internal sealed class SimulatedRows(long first, int count, bool isMany, RowOptions options, CancellationTokenSource? cancellation, long now)
{
    /// <summary>Rows sent, which are the first of them.</summary>
    private int _sent;

    public long First => first;

    public int Count => count;

    public bool IsMany => isMany;

    public RowOptions Options => options;

    public int Partition => options.Partition ?? 0;

    public CancellationTokenSource? Cancellation => cancellation;

    public long SubmittedAt => now;

    public long LateAt { get; } = options.Deadline is { } deadline ? now + deadline.Ticks : long.MaxValue;

    /// <summary>Until when they may wait.</summary>
    public long WaitsUntil { get; init; } = long.MaxValue;

    public long CancelledAt { get; private set; } = long.MaxValue;

    /// <summary>Whether they were not turned away at the door.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Whether more rows once waited with them than may be in the queue.</summary>
    public bool HasSeenFullQueue { get; set; }

    /// <summary>Whether their caller was told.</summary>
    public bool HasEnded { get; private set; }

    public int Unsent => count - _sent;

    public long[] Rows { get; } = [.. Enumerable.Range(0, count).Select(i => first + i)];

    public long[] Scores { get; } = new long[count];

    /// <summary>The error of the request that each row was in; null when it has none.</summary>
    public Exception?[] Errors { get; } = new Exception?[count];

    /// <summary>Whether the leaf gave each row its score.</summary>
    public bool[] Answered { get; } = new bool[count];

    public bool IsCancelled => CancelledAt != long.MaxValue;

    /// <summary>Whether rows certainly wait: nothing can have happened to them but to be sent.</summary>
    public bool IsSureToWait(long now) => IsAccepted && !HasEnded && Unsent > 0 && !IsCancelled && now < LateAt && now <= WaitsUntil;

    /// <summary>Whether rows certainly are in a queue: a call of many rows may have been rejected and is told later.</summary>
    public bool IsSureToBeQueued(long now) => IsSureToWait(now) && (!isMany || _sent > 0);

    /// <summary>Whether it is their turn before others of their partition: by priority, deadline and arrival.</summary>
    public bool IsBefore(SimulatedRows other) =>
        (-options.Priority, LateAt, first).CompareTo((-other.Options.Priority, other.LateAt, other.First)) < 0;

    public void Cancel(long now)
    {
        if (cancellation is null || IsCancelled) return;
        CancelledAt = now;
        cancellation.Cancel();
    }

    /// <summary>A row was sent: the next of these, and none that nobody waits for.</summary>
    public void OnSent(long row, long now)
    {
        Assert.True(row == first + _sent, $"Row {row} was sent out of order or twice; row {first + _sent} is next.");
        Assert.False(IsCancelled, $"Row {row} was sent after it was cancelled.");

        // A call of many rows has a timer of its own, which may be due at the same moment as what sends them.
        Assert.True(now < LateAt || (isMany && now == LateAt), $"Row {row} was sent though it was late.");
        Assert.True(now <= WaitsUntil, $"Row {row} was sent though it had waited too long.");
        _sent++;
    }

    public void End()
    {
        Assert.False(HasEnded, $"Row {first} ended twice.");
        HasEnded = true;
    }
}
