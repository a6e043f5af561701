namespace Scoring.Batching.Queueing;

/// <summary>The rows in a queue in the order in which they would be taken. Under the scheduler's lock, one at a time; the queue must not change meanwhile.</summary>
internal ref struct RowOrder(List<RowLine> lines)
{
    private int _lines;
    private PendingRows? _due;
    private HeapWalk? _early;
    private PendingRows? _undated;

    public PendingRows Current { get; private set; } = null!;

    public readonly RowOrder GetEnumerator() => this;

    public bool MoveNext()
    {
        PendingRows? next;
        while ((next = FindNext()) is null)
        {
            if (_lines == lines.Count) return false;
            (_due, _undated) = lines[_lines++].BeginWalk(out _early);
        }

        Current = next;
        return true;
    }

    /// <summary>The next rows of the line that it is in; null at its end.</summary>
    private PendingRows? FindNext()
    {
        PendingRows? early = _early?.Current;
        if (_due is { } due && (early is null || due.IsDueBefore(early)))
        {
            _due = due.Next;
            return due;
        }

        if (early is not null)
        {
            _early!.Advance();
            return early;
        }

        PendingRows? undated = _undated;
        _undated = undated?.Next;
        return undated;
    }
}
