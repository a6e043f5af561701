namespace Scoring.Records;

/// <summary>Pooled column memory, shared by reference count.</summary>
internal sealed class RecordBuffer
{
    private readonly RecordBufferPool _pool;
    private readonly ColumnBuffer[] _columns;

    /// <summary>Holders: the root lease and each shared slice. Goes back to the pool at 0; only the pool's next user sets it again.</summary>
    private int _references;

    private IDisposable? _leafState;

    public RecordBuffer(RecordSchema schema, RecordBufferPool pool)
    {
        Schema = schema;
        _pool = pool;
        _columns = [.. schema.Columns.Select(static c => c.Type == ElementType.String ? new StringColumnBuffer(c) : new ColumnBuffer(c))];
        Root = new RecordLease(this);
    }

    public RecordSchema Schema { get; }

    /// <summary>The lease of whoever rented the buffer.</summary>
    public RecordLease Root { get; }

    public ReadOnlySpan<ColumnBuffer> Columns => _columns;

    public long Bytes
    {
        get
        {
            long bytes = 0;
            foreach (ColumnBuffer column in _columns) bytes += column.Bytes;
            return bytes;
        }
    }

    /// <summary>What a leaf keeps over this memory from call to call, such as native tensor handles; disposed when the memory moves.</summary>
    public IDisposable? LeafState
    {
        get => Volatile.Read(ref _leafState);
        set => Interlocked.Exchange(ref _leafState, value)?.Dispose();
    }

    public void Start(int rows)
    {
        bool moved = false;
        foreach (ColumnBuffer column in _columns) moved |= column.EnsureRows(rows);
        if (moved) LeafState = null;
        foreach (ColumnBuffer column in _columns) column.Clear(rows);
        Volatile.Write(ref _references, 1);
    }

    public void AddReference() => Interlocked.Increment(ref _references);

    public void ReleaseReference()
    {
        if (Interlocked.Decrement(ref _references) == 0) _pool.Return(this);
    }
}
