namespace Scoring.Batching.Queueing;

/// <summary>Rows with deadlines in any order: a binary heap (J. W. J. Williams, Algorithm 232, CACM 7, 1964) in which each of the rows knows its place, so that any can leave it.</summary>
internal sealed class RowHeap
{
    /// <summary>Of <see cref="_oldest"/>: all have to be looked at.</summary>
    private const long Unknown = long.MinValue;

    private PendingRows[] _rows = [];

    /// <summary>When the oldest were submitted, or <see cref="Unknown"/> since they left.</summary>
    private long _oldest = long.MaxValue;

    public int Count { get; private set; }

    /// <summary>The rows that are due first; null when there are none.</summary>
    public PendingRows? First => Count == 0 ? null : _rows[0];

    public void Add(PendingRows rows)
    {
        if (Count == _rows.Length) Array.Resize(ref _rows, Math.Max(16, 2 * Count));
        (rows.Next, rows.Previous) = (null, null);
        if (_oldest != Unknown) _oldest = Math.Min(_oldest, rows.SubmittedAt);
        Rise(Count++, rows);
    }

    /// <summary>Takes out rows that are in this heap.</summary>
    public void Remove(PendingRows rows)
    {
        int place = rows.HeapNumber - 1;
        PendingRows last = _rows[--Count];
        _rows[Count] = null!;
        Forget(rows);
        if (place == Count) return;
        if (place > 0 && last.IsDueBefore(_rows[(place - 1) / 2])) Rise(place, last);
        else Sink(place, last);
    }

    /// <summary>Takes out all rows that someone wants out, in no particular order.</summary>
    public void RemoveWhere<TState>(TState state, Func<PendingRows, TState, bool> isOut, ref RowList removed)
    {
        int kept = 0, count = Count;
        for (int place = 0; place < count; place++)
        {
            PendingRows rows = _rows[place];
            if (!isOut(rows, state))
            {
                Put(kept++, rows);
                continue;
            }

            Forget(rows);
            removed.Add(rows);
        }

        if (kept == count) return;
        Array.Clear(_rows, kept, count - kept);
        Count = kept;
        for (int place = (kept / 2) - 1; place >= 0; place--) Sink(place, _rows[place]);
    }

    /// <summary>When the oldest rows were submitted; <see cref="long.MaxValue"/> when there are none. Looks at all only after the oldest have left.</summary>
    public long OldestSubmission()
    {
        if (_oldest != Unknown) return _oldest;
        _oldest = long.MaxValue;
        foreach (PendingRows rows in _rows.AsSpan(0, Count)) _oldest = Math.Min(_oldest, rows.SubmittedAt);
        return _oldest;
    }

    /// <summary>Rows that are not stamped have come now.</summary>
    public void Stamp(long now)
    {
        _oldest = Unknown;
        foreach (PendingRows rows in _rows.AsSpan(0, Count))
        {
            if (rows.SubmittedAt == PendingRows.NotStamped) rows.SubmittedAt = now;
        }
    }

    /// <summary>Whether somebody has to look after some of the rows.</summary>
    public bool HasSweptRows()
    {
        foreach (PendingRows rows in _rows.AsSpan(0, Count))
        {
            if (rows.IsSwept) return true;
        }

        return false;
    }

    private void Rise(int place, PendingRows rows)
    {
        while (place > 0 && rows.IsDueBefore(_rows[(place - 1) / 2]))
        {
            Put(place, _rows[(place - 1) / 2]);
            place = (place - 1) / 2;
        }

        Put(place, rows);
    }

    private void Sink(int place, PendingRows rows)
    {
        for (int child; (child = (2 * place) + 1) < Count; place = child)
        {
            if (child + 1 < Count && _rows[child + 1].IsDueBefore(_rows[child])) child++;
            if (!_rows[child].IsDueBefore(rows)) break;
            Put(place, _rows[child]);
        }

        Put(place, rows);
    }

    private void Put(int place, PendingRows rows)
    {
        _rows[place] = rows;
        rows.HeapNumber = place + 1;
    }

    private void Forget(PendingRows rows)
    {
        rows.HeapNumber = 0;
        if (rows.SubmittedAt == _oldest) _oldest = Unknown;
    }
}
