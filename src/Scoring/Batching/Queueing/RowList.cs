namespace Scoring.Batching.Queueing;

/// <summary>Rows in a line, first in, first out; any can leave it.</summary>
internal struct RowList
{
    /// <summary>The first in line; null when there is none.</summary>
    public PendingRows? First { get; private set; }

    /// <summary>The last in line; null when there is none.</summary>
    public PendingRows? Last { get; private set; }

    public readonly bool IsEmpty => First is null;

    public void Add(PendingRows rows)
    {
        rows.Next = null;
        rows.Previous = Last;
        if (Last is null) First = rows;
        else Last.Next = rows;
        Last = rows;
    }

    /// <summary>Puts all rows of another line behind these; it is not to be used any more.</summary>
    public void Append(RowList others)
    {
        if (others.First is not { } first) return;
        first.Previous = Last;
        if (Last is null) First = first;
        else Last.Next = first;
        Last = others.Last;
    }

    public PendingRows RemoveFirst()
    {
        PendingRows first = First!;
        Remove(first);
        return first;
    }

    /// <summary>Takes out rows that are in this line.</summary>
    public void Remove(PendingRows rows)
    {
        if (rows.Previous is null) First = rows.Next;
        else rows.Previous.Next = rows.Next;
        if (rows.Next is null) Last = rows.Previous;
        else rows.Next.Previous = rows.Previous;
        (rows.Next, rows.Previous) = (null, null);
    }

    /// <summary>Rows that are not stamped have come now.</summary>
    public readonly void Stamp(long now)
    {
        for (PendingRows? rows = First; rows is not null; rows = rows.Next)
        {
            if (rows.SubmittedAt == PendingRows.NotStamped) rows.SubmittedAt = now;
        }
    }

    /// <summary>Whether somebody has to look after some of the rows.</summary>
    public readonly bool HasSweptRows()
    {
        for (PendingRows? rows = First; rows is not null; rows = rows.Next)
        {
            if (rows.IsSwept) return true;
        }

        return false;
    }

    /// <summary>Takes out all rows that someone wants out, and gives them in their order.</summary>
    public RowList RemoveWhere<TState>(TState state, Func<PendingRows, TState, bool> isOut)
    {
        var removed = default(RowList);
        PendingRows? rows = First;
        while (rows is not null)
        {
            PendingRows? next = rows.Next;
            if (isOut(rows, state))
            {
                Remove(rows);
                removed.Add(rows);
            }

            rows = next;
        }

        return removed;
    }
}
