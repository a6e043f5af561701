namespace Scoring.Batching.Queueing;

/// <summary>The rows of a partition that wait, by priority and then by deadline (<see cref="RowLine"/>); and behind them the rows for which there is no place yet.</summary>
/// <remarks>Used under the scheduler's lock.</remarks>
internal sealed class RowQueue
{
    /// <summary>Empty lines beyond so many are not kept for the next row of their priority.</summary>
    private const int MaxKeptLines = 16;

    /// <summary>The rows of priority 0: mostly all there are.</summary>
    private readonly RowLine _usual = new(0);

    /// <summary>By descending priority, <see cref="_usual"/> among them; empty lines stay, there are as many as priorities in use.</summary>
    private readonly List<RowLine> _lines = [];

    /// <summary>After how many ticks rows count as one priority higher; 0 for never.</summary>
    private readonly long _ageing;

    /// <summary>Rows that came when the queue was full.</summary>
    private RowList _outside;

    public RowQueue(int maxRows, long ageing = 0)
    {
        (MaxRows, _ageing) = (maxRows, ageing);
        _lines.Add(_usual);
    }

    /// <summary>Most rows in the queue. Those beyond a lowered limit stay until their turn; after it was raised <see cref="Admit"/> lets in those outside.</summary>
    public int MaxRows { get; set; }

    /// <summary>Rows in the queue.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows outside.</summary>
    public long RowsOutside { get; private set; }

    /// <summary>Priorities that it has a line for.</summary>
    public int Lines => _lines.Count;

    public bool IsEmpty => Rows == 0;

    /// <summary>Whether rows would be queued at once.</summary>
    public bool HasRoomFor(int count) => Rows == 0 || Rows + (long)count <= MaxRows;

    public void Add(PendingRows rows)
    {
        rows.IsQueued = true;
        if (_outside.IsEmpty && HasRoomFor(rows.Waiting)) Enter(rows);
        else Stay(rows);
    }

    /// <summary>Whose turn it is: of the highest priority those that are due first. Null when the queue is empty.</summary>
    public PendingRows? First => _lines.Count == 1 ? _usual.First : FirstOfHighest();

    /// <summary>Whose turn it is at a time, which only counts where priorities age.</summary>
    public PendingRows? FirstAt(long now) => _ageing == 0 || _lines.Count == 1 ? First : FirstOfAged(now);

    /// <summary>Takes some of the rows that are first in their line.</summary>
    public void Take(PendingRows rows, int count)
    {
        rows.Taken += count;
        RowLine line = LineOf(rows.Priority);
        Count(line, -count);
        if (rows.Waiting == 0) Leave(line, rows);
    }

    /// <summary>Takes out rows that do not wait any more; their places are free at once.</summary>
    public void Remove(PendingRows rows)
    {
        if (rows.IsOutside)
        {
            _outside.Remove(rows);
            (rows.IsQueued, rows.IsOutside) = (false, false);
            RowsOutside -= rows.Waiting;
        }
        else
        {
            RowLine line = LineOf(rows.Priority);
            Count(line, -rows.Waiting);
            Leave(line, rows);
        }

        Admit();
    }

    /// <summary>Lets in those outside for whom there is room now.</summary>
    public void Admit()
    {
        while (!_outside.IsEmpty && HasRoomFor(_outside.First!.Waiting))
        {
            PendingRows rows = _outside.RemoveFirst();
            rows.IsOutside = false;
            RowsOutside -= rows.Waiting;
            Enter(rows);
        }
    }

    /// <summary>Takes out all rows that someone wants out, by priority; their places are free at once.</summary>
    public void RemoveWhere<TState>(TState state, Func<PendingRows, TState, bool> isOut, ref RowList removed)
    {
        foreach (RowLine line in _lines)
        {
            RowList gone = line.RemoveWhere(state, isOut);
            while (!gone.IsEmpty) Count(line, -MoveTo(ref removed, ref gone));
        }

        if (_lines.Count > MaxKeptLines) _lines.RemoveAll(static line => line.IsEmpty && line.Priority != 0);
        RowList outside = _outside.RemoveWhere(state, isOut);
        while (!outside.IsEmpty) RowsOutside -= MoveTo(ref removed, ref outside);
        Admit();
    }

    /// <summary>
    /// Takes out rows that are first in the line of the lowest priority, but of none that is higher than that of new rows, until those fit. False when they would not:
    /// then all stay.
    /// </summary>
    public bool TryMakeRoomFor(PendingRows rows, ref RowList removed)
    {
        long above = 0;
        foreach (RowLine line in _lines)
        {
            if (line.Priority > rows.Priority) above += line.Rows;
        }

        if (above > 0 && above + rows.Waiting > MaxRows) return false;
        while (!HasRoomFor(rows.Waiting))
        {
            PendingRows first = FirstOfLowest();
            Remove(first);
            removed.Add(first);
        }

        return true;
    }

    /// <summary>When the row that waits longest was submitted; the queue is not empty.</summary>
    public long OldestSubmission()
    {
        long oldest = long.MaxValue;
        foreach (RowLine line in _lines) oldest = Math.Min(oldest, line.OldestSubmission());
        return oldest;
    }

    /// <summary>From now on it counts how long rows wait: those of which nobody knows have come now.</summary>
    public void Stamp(long now)
    {
        foreach (RowLine line in _lines) line.Stamp(now);
        _outside.Stamp(now);
    }

    /// <summary>Whether somebody has to look after some of the rows.</summary>
    public bool HasSweptRows()
    {
        foreach (RowLine line in _lines)
        {
            if (line.HasSweptRows()) return true;
        }

        return _outside.HasSweptRows();
    }

    private static int MoveTo(ref RowList target, ref RowList source)
    {
        PendingRows rows = source.RemoveFirst();
        (rows.IsQueued, rows.IsOutside) = (false, false);
        target.Add(rows);
        return rows.Waiting;
    }

    private void Enter(PendingRows rows)
    {
        RowLine line = LineOf(rows.Priority);
        line.Add(rows);
        Count(line, rows.Waiting);
    }

    private void Count(RowLine line, int rows)
    {
        line.Rows += rows;
        Rows += rows;
    }

    private void Stay(PendingRows rows)
    {
        rows.IsOutside = true;
        _outside.Add(rows);
        RowsOutside += rows.Waiting;
    }

    private void Leave(RowLine line, PendingRows rows)
    {
        line.Remove(rows);
        rows.IsQueued = false;
        if (line.IsEmpty && _lines.Count > MaxKeptLines && line.Priority != 0) _lines.Remove(line);
    }

    private PendingRows? FirstOfHighest()
    {
        foreach (RowLine line in _lines)
        {
            if (line.First is { } rows) return rows;
        }

        return null;
    }

    /// <summary>A line counts as much higher as the first of its rows has aged; of lines that count the same the one of the higher priority is first.</summary>
    private PendingRows? FirstOfAged(long now)
    {
        (PendingRows? first, long highest) = (null, long.MinValue);
        foreach (RowLine line in _lines)
        {
            if (line.First is not { } rows) continue;
            long priority = line.Priority + ((now - rows.SubmittedAt) / _ageing);
            if (priority > highest) (first, highest) = (rows, priority);
        }

        return first;
    }

    private PendingRows FirstOfLowest()
    {
        int index = _lines.Count - 1;
        while (_lines[index].IsEmpty) index--;
        return _lines[index].First!;
    }

    private RowLine LineOf(int priority) => priority == 0 ? _usual : FindLine(priority);

    private RowLine FindLine(int priority)
    {
        int low = 0, high = _lines.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_lines[middle].Priority > priority) low = middle + 1;
            else high = middle;
        }

        if (low < _lines.Count && _lines[low].Priority == priority) return _lines[low];
        var line = new RowLine(priority);
        _lines.Insert(low, line);
        return line;
    }
}
