namespace Scoring.Records.Memory;

/// <summary>Pooled column memory, shared by reference count.</summary>
internal sealed class RecordBuffer
{
    /// <summary>Memory that nobody minds if it is never used.</summary>
    private const int MaxSpareBytes = 1 << 16;

    private readonly RecordBufferPool _pool;
    private readonly ColumnBuffer[] _columns;

    /// <summary>Rows for which it makes room although they have not come yet.</summary>
    private readonly int _maxSpareRows;

    /// <summary>Holders: the root lease and each shared slice. Goes back to the pool at 0; only the pool's next user sets it again.</summary>
    private int _references;

    /// <summary>Taken by interlocked exchange, so that it has one user at a time.</summary>
    private IDisposable? _leafState;

    public RecordBuffer(RecordSchema schema, RecordBufferPool pool)
    {
        Schema = schema;
        _pool = pool;
        _columns = [.. schema.Columns.Select(static c => c.Type == ElementType.String ? new StringColumnBuffer(c) : new ColumnBuffer(c))];
        _maxSpareRows = (int)(MaxSpareBytes / Math.Max(1, _columns.Sum(static c => (long)c.BytesPerRow)));
        Root = new RecordLease(this);
    }

    public RecordSchema Schema { get; }

    /// <summary>The lease of whoever rented the buffer.</summary>
    public RecordLease Root { get; }

    public ReadOnlySpan<ColumnBuffer> Columns => _columns;

    /// <summary>The rows of this use that have no score; null when there are none. Written by whoever rented the buffer, before others see it, and cleared by the last holder.</summary>
    public SparseRowErrors? RowErrors { get; set; }

    public long Bytes
    {
        get
        {
            long bytes = 0;
            foreach (ColumnBuffer column in _columns) bytes += column.Bytes;
            return bytes;
        }
    }

    /// <summary>Bytes of the values of some rows.</summary>
    public long UsedBytes(int startRow, int rows)
    {
        long bytes = 0;
        foreach (ColumnBuffer column in _columns) bytes += column.UsedBytes(startRow, rows);
        return bytes;
    }

    /// <summary>What a leaf left over this memory, for one that has the buffer to itself.</summary>
    public IDisposable? LeafState => Volatile.Read(ref _leafState);

    /// <summary>Takes what a leaf left over this memory, so that no other call uses it meanwhile; null when there is nothing.</summary>
    public IDisposable? TakeLeafState() => Interlocked.Exchange(ref _leafState, null);

    /// <summary>Leaves something over this memory for the next call, such as native tensor handles. Disposed when the memory moves.</summary>
    /// <remarks>Of two calls that leave something at once over the same rows, one's is finalized instead: cheaper than an interlocked exchange in every call.</remarks>
    public void LeaveLeafState(IDisposable state)
    {
        if (Volatile.Read(ref _leafState) is null) Volatile.Write(ref _leafState, state);
        else state.Dispose();
    }

    /// <summary>Disposes what a leaf left.</summary>
    public void DropLeafState() => TakeLeafState()?.Dispose();

    /// <summary>Begins the next use.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="usualRows">Rows that other buffers of the schema have had: one that has to grow does so once.</param>
    public void Start(int rows, int usualRows)
    {
        bool moved = false;
        usualRows = Math.Min(usualRows, _maxSpareRows);
        foreach (ColumnBuffer column in _columns) moved |= column.EnsureRows(rows, usualRows);
        if (moved) DropLeafState();
        foreach (ColumnBuffer column in _columns) column.Clear(rows);
        Volatile.Write(ref _references, 1);
    }

    /// <summary>Takes one more reference, unless nobody holds the buffer: then it waits in the pool or is about to.</summary>
    public bool TryAddReference()
    {
        int seen = Volatile.Read(ref _references);
        while (seen > 0)
        {
            int before = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (before == seen) return true;
            seen = before;
        }

        return false;
    }

    public void ReleaseReference()
    {
        if (Interlocked.Decrement(ref _references) != 0) return;
        if (RowErrors is not null) RowErrors = null;
        _pool.Return(this);
    }
}
