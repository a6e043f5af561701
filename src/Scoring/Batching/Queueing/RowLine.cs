namespace Scoring.Batching.Queueing;

/// <summary>The rows of one priority: by deadline, those of one deadline in the order in which they came; and behind them, in that order too, those without one.</summary>
/// <remarks>
/// Most come in the order of their deadlines already, as callers give each of their rows the same time. So a row goes to the end of a list if it is not due before those
/// there, and only else into a heap; the first is the first of either.
/// </remarks>
internal sealed class RowLine(int priority)
{
    /// <summary>Rows with deadlines, none of which is before the one ahead: in the order of deadlines and in that in which they came.</summary>
    private RowList _due;

    /// <summary>Rows that were due before some in <see cref="_due"/> when they came.</summary>
    private readonly RowHeap _early = new();

    private RowList _undated;

    /// <summary>Counts rows with deadlines, to tell those of one deadline apart.</summary>
    private long _number;

    public int Priority { get; } = priority;

    /// <summary>How many rows wait. Kept by the queue.</summary>
    public int Rows { get; set; }

    public bool IsEmpty => _undated.IsEmpty && _due.IsEmpty && _early.Count == 0;

    /// <summary>Whose turn it is; null when there are none.</summary>
    public PendingRows? First
    {
        get
        {
            if (_early.First is not { } early) return _due.First ?? _undated.First;
            return _due.First is { } due && due.IsDueBefore(early) ? due : early;
        }
    }

    public void Add(PendingRows rows)
    {
        if (!rows.HasDeadline)
        {
            _undated.Add(rows);
            return;
        }

        rows.LineNumber = _number++;
        if (_due.Last is { } last && rows.DueAt < last.DueAt) _early.Add(rows);
        else _due.Add(rows);
    }

    /// <summary>Takes out rows that are in this line.</summary>
    public void Remove(PendingRows rows)
    {
        if (!rows.HasDeadline) _undated.Remove(rows);
        else if (rows.HeapNumber > 0) _early.Remove(rows);
        else _due.Remove(rows);
    }

    /// <summary>Takes out all rows that someone wants out, those without a deadline last and in their order.</summary>
    public RowList RemoveWhere<TState>(TState state, Func<PendingRows, TState, bool> isOut)
    {
        RowList removed = _due.RemoveWhere(state, isOut);
        _early.RemoveWhere(state, isOut, ref removed);
        removed.Append(_undated.RemoveWhere(state, isOut));
        return removed;
    }

    /// <summary>When the rows that wait longest were submitted; <see cref="long.MaxValue"/> when there are none.</summary>
    public long OldestSubmission() =>
        Math.Min(Math.Min(_due.First?.SubmittedAt ?? long.MaxValue, _undated.First?.SubmittedAt ?? long.MaxValue), _early.OldestSubmission());

    /// <summary>Rows that are not stamped have come now.</summary>
    public void Stamp(long now)
    {
        _due.Stamp(now);
        _early.Stamp(now);
        _undated.Stamp(now);
    }

    /// <summary>Whether somebody has to look after some of the rows.</summary>
    public bool HasSweptRows() => _due.HasSweptRows() || _undated.HasSweptRows() || _early.HasSweptRows();
}
