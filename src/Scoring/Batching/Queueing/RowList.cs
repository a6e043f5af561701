namespace Scoring.Batching.Queueing;

/// <summary>Rows in a line, first in, first out.</summary>
internal struct RowList
{
    private PendingRows? _last;

    /// <summary>The first in line; null when there is none.</summary>
    public PendingRows? First { get; private set; }

    public readonly bool IsEmpty => First is null;

    public void Add(PendingRows rows)
    {
        rows.Next = null;
        if (_last is null) First = rows;
        else _last.Next = rows;
        _last = rows;
    }

    public PendingRows RemoveFirst()
    {
        PendingRows first = First!;
        First = first.Next;
        if (First is null) _last = null;
        first.Next = null;
        return first;
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
        var kept = default(RowList);
        var removed = default(RowList);
        while (!IsEmpty)
        {
            PendingRows rows = RemoveFirst();
            if (isOut(rows, state)) removed.Add(rows);
            else kept.Add(rows);
        }

        this = kept;
        return removed;
    }
}
