namespace Scoring.Batching.Queueing;

/// <summary>The rows of a partition that wait, by priority and then in the order in which they came; and behind them the rows for which there is no place yet.</summary>
/// <remarks>Used under the scheduler's lock.</remarks>
internal sealed class RowQueue
{
    /// <summary>One in so many requests begins with the lowest priority, so that it is not starved.</summary>
    private const int TurnOfTheLowest = 8;

    /// <summary>The rows of priority 0: mostly all there are.</summary>
    private readonly RowLine _usual = new(0);

    /// <summary>By descending priority, <see cref="_usual"/> among them; empty lines stay, there are as many as priorities in use.</summary>
    private readonly List<RowLine> _lines = [];

    private readonly int _maxRows;

    /// <summary>Rows that came when the queue was full.</summary>
    private RowList _outside;

    private int _takes;

    public RowQueue(int maxRows)
    {
        _maxRows = maxRows;
        _lines.Add(_usual);
    }

    /// <summary>Rows in the queue.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows outside.</summary>
    public long RowsOutside { get; private set; }

    public bool IsEmpty => Rows == 0;

    /// <summary>Whether rows would be queued at once.</summary>
    public bool HasRoomFor(int count) => Rows == 0 || Rows + (long)count <= _maxRows;

    public void Add(PendingRows rows)
    {
        rows.IsQueued = true;
        if (_outside.IsEmpty && HasRoomFor(rows.Waiting)) Enter(rows);
        else Stay(rows);
    }

    /// <summary>The line to fill the next request from first.</summary>
    public PendingRows? BeginTake()
    {
        if (_lines.Count == 1) return _usual.Rows.First;
        bool lowest = ++_takes % TurnOfTheLowest == 0;
        return lowest ? FirstFrom(_lines.Count - 1, -1) : FirstFrom(0, 1);
    }

    /// <summary>Those that follow once the line of <paramref name="rows"/> is empty: the highest priority there is.</summary>
    public PendingRows? After(PendingRows rows) => LineOf(rows.Priority).Rows.First ?? FirstFrom(0, 1);

    /// <summary>Takes some of the rows that are first in their line.</summary>
    public void Take(PendingRows rows, int count)
    {
        rows.Taken += count;
        Rows -= count;
        if (rows.Waiting > 0) return;
        LineOf(rows.Priority).Rows.RemoveFirst();
        rows.IsQueued = false;
    }

    /// <summary>Lets in those outside for whom there is room now.</summary>
    public void Admit()
    {
        while (!_outside.IsEmpty && HasRoomFor(_outside.First!.Waiting))
        {
            PendingRows rows = _outside.RemoveFirst();
            RowsOutside -= rows.Waiting;
            Enter(rows);
        }
    }

    /// <summary>Takes out all rows that someone wants out; their places are free at once.</summary>
    public void RemoveWhere<TState>(TState state, Func<PendingRows, TState, bool> isOut, ref RowList removed)
    {
        foreach (RowLine line in _lines)
        {
            RowList gone = line.Rows.RemoveWhere(state, isOut);
            while (!gone.IsEmpty) Rows -= MoveTo(ref removed, ref gone);
        }

        RowList outside = _outside.RemoveWhere(state, isOut);
        while (!outside.IsEmpty) RowsOutside -= MoveTo(ref removed, ref outside);
        Admit();
    }

    /// <summary>When the row that waits longest was submitted; the queue is not empty.</summary>
    public long OldestSubmission()
    {
        long oldest = long.MaxValue;
        foreach (RowLine line in _lines)
        {
            if (line.Rows.First is { } first) oldest = Math.Min(oldest, first.SubmittedAt);
        }

        return oldest;
    }

    /// <summary>Whether somebody has to look after some of the rows.</summary>
    public bool HasSweptRows()
    {
        foreach (RowLine line in _lines)
        {
            if (line.Rows.HasSweptRows()) return true;
        }

        return _outside.HasSweptRows();
    }

    private static int MoveTo(ref RowList target, ref RowList source)
    {
        PendingRows rows = source.RemoveFirst();
        rows.IsQueued = false;
        target.Add(rows);
        return rows.Waiting;
    }

    private void Enter(PendingRows rows)
    {
        LineOf(rows.Priority).Rows.Add(rows);
        Rows += rows.Waiting;
    }

    private void Stay(PendingRows rows)
    {
        _outside.Add(rows);
        RowsOutside += rows.Waiting;
    }

    private PendingRows? FirstFrom(int index, int step)
    {
        for (; (uint)index < (uint)_lines.Count; index += step)
        {
            if (_lines[index].Rows.First is { } rows) return rows;
        }

        return null;
    }

    private RowLine LineOf(int priority) => priority == 0 ? _usual : FindLine(priority);

    private RowLine FindLine(int priority)
    {
        int index = 0;
        while (index < _lines.Count && _lines[index].Priority > priority) index++;
        if (index < _lines.Count && _lines[index].Priority == priority) return _lines[index];
        var line = new RowLine(priority);
        _lines.Insert(index, line);
        return line;
    }

    /// <summary>The rows of one priority.</summary>
    private sealed class RowLine(int priority)
    {
        /// <summary>A field, as it changes in place.</summary>
        public RowList Rows;

        public int Priority { get; } = priority;
    }
}
