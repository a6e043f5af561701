using System.Diagnostics;

namespace Scoring.Records;

/// <summary>Rows as typed columns: what a model is asked, and the shape of what it answers.</summary>
/// <remarks>
/// <para>A numpy-style array is a batch of one column with row shape <c>[features]</c>; a pandas-style frame is a batch of N columns with row shape <c>[]</c>.
/// It is not a data-frame library: no joins, no expressions.</para>
/// <para><b>Memory.</b> A batch is a reference to pooled memory. A column is contiguous and row-major, <c>[rows, ...row shape]</c>; its base is 64-byte aligned
/// (a slice is aligned to its elements) and never moves. Dispose the batch to give the memory back. Use after that is detected and throws
/// <see cref="ObjectDisposedException"/>; a second dispose does nothing, on any copy of the struct.</para>
/// <para><b>Ownership.</b> Whoever rents or receives a batch disposes it. A <see cref="Slice"/> borrows: it lives as long as its batch. A slice from
/// <see cref="Share(int, int)"/> holds the memory itself and is disposed on its own.</para>
/// <para>A span taken from a column outlives no batch: after disposal it reads and writes whatever the memory serves then, undetected.</para>
/// <para><b>Threads.</b> Any number may read. Writers need the batch, all its slices and shares included, to themselves; only different rows of numeric columns
/// may be written by different threads.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct RecordBatch : IDisposable, IEquatable<RecordBatch>
{
    private readonly RecordLease? _lease;
    private readonly int _version;
    private readonly int _start;
    private readonly int _count;
    private readonly bool _borrowed;

    private RecordBatch(RecordLease lease, int version, int start, int count, bool borrowed)
    {
        _lease = lease;
        _version = version;
        _start = start;
        _count = count;
        _borrowed = borrowed;
    }

    /// <summary>Rents a batch to be filled. Numbers hold whatever was there; strings start as null.</summary>
    /// <param name="schema">The columns. Its pool is used.</param>
    /// <param name="rows">Rows, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    /// <exception cref="ArgumentException">A column would exceed 2 GB.</exception>
    public static RecordBatch Rent(RecordSchema schema, int rows)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        RecordLease lease = schema.Pool.Rent(rows).Root;
        return new RecordBatch(lease, lease.Version, 0, rows, borrowed: false);
    }

    /// <summary>Whether this is <c>default</c>: no schema, no rows, nothing to dispose.</summary>
    public bool IsDefault => _lease is null;

    /// <summary>The columns.</summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public RecordSchema Schema => Buffer.Schema;

    /// <summary>How many rows there are.</summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public int RowCount
    {
        get
        {
            _ = Buffer;
            return _count;
        }
    }

    internal RecordBuffer Buffer
    {
        get
        {
            if (_lease is null) RecordThrow.Empty();
            RecordBuffer? buffer = _lease.Buffer;
            if (buffer is null || _lease.Version != _version) RecordThrow.Returned();
            return buffer;
        }
    }

    /// <summary>The row of the pooled buffer at which this batch starts.</summary>
    internal int StartRow => _start;

    /// <summary>A fixed-size column by position.</summary>
    /// <typeparam name="T">Exactly the type the column holds; nothing is converted.</typeparam>
    /// <exception cref="ArgumentException">There is no such column, or it holds another type.</exception>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public Column<T> GetColumn<T>(int index)
        where T : unmanaged
    {
        ColumnBuffer column = ColumnAt(index);
        if (column.Type != ElementTypes.Of<T>()) RecordThrow.WrongType(column.Schema, typeof(T).Name);
        return new Column<T>(this, column);
    }

    /// <summary>A fixed-size column by name.</summary>
    /// <inheritdoc cref="GetColumn{T}(int)"/>
    public Column<T> GetColumn<T>(string name)
        where T : unmanaged => GetColumn<T>(IndexOf(name));

    /// <summary>A string column by position.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it holds numbers.</exception>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public StringColumn GetStrings(int index)
    {
        ColumnBuffer column = ColumnAt(index);
        if (column is not StringColumnBuffer strings)
        {
            RecordThrow.WrongType(column.Schema, nameof(ElementType.String));
            return default;
        }

        return new StringColumn(this, strings);
    }

    /// <summary>A string column by name.</summary>
    /// <inheritdoc cref="GetStrings(int)"/>
    public StringColumn GetStrings(string name) => GetStrings(IndexOf(name));

    /// <summary>Some of the rows, borrowed: valid while this batch is, disposing it does nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rows do not lie within the batch.</exception>
    public RecordBatch Slice(int start, int count)
    {
        CheckSlice(start, count);
        return new RecordBatch(_lease!, _version, _start + start, count, borrowed: true);
    }

    /// <summary>The same batch with only its first rows, for one that rented more than it needed; the caller forgets this one.</summary>
    internal RecordBatch First(int rows)
    {
        Debug.Assert(!_borrowed && _start == 0 && rows <= _count, "Only whoever rented the batch shortens it.");
        return new RecordBatch(_lease!, _version, 0, rows, borrowed: false);
    }

    /// <summary>All rows again, held on their own: the memory goes back when the last holder disposes.</summary>
    public RecordBatch Share() => Share(0, RowCount);

    /// <summary>Some of the rows, held on their own: the memory goes back when the last holder disposes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rows do not lie within the batch.</exception>
    public RecordBatch Share(int start, int count)
    {
        CheckSlice(start, count);
        RecordLease? lease = _lease!.Share(_version);
        if (lease is null) RecordThrow.Returned();
        return new RecordBatch(lease, lease.Version, _start + start, count, borrowed: false);
    }

    /// <summary>Gives the memory back. A second call, on this or any copy, and a call on a borrowed slice do nothing.</summary>
    public void Dispose()
    {
        if (!_borrowed) _lease?.End(_version);
    }

    /// <summary>Whether both are the same rows of the same use of the same memory.</summary>
    public bool Equals(RecordBatch other) =>
        ReferenceEquals(_lease, other._lease) && _version == other._version && _start == other._start && _count == other._count;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordBatch other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_lease, _version, _start, _count);

    /// <inheritdoc cref="Equals(RecordBatch)"/>
    public static bool operator ==(RecordBatch left, RecordBatch right) => left.Equals(right);

    /// <summary>Whether the two are not the same rows of the same use of the same memory.</summary>
    public static bool operator !=(RecordBatch left, RecordBatch right) => !left.Equals(right);

    /// <summary>Row count and columns, for a debugger.</summary>
    public override string ToString()
    {
        if (_lease is null) return "default(RecordBatch)";
        return _lease.Buffer is { } buffer && _lease.Version == _version ? $"{_count} rows × {buffer.Schema}" : "RecordBatch (disposed)";
    }

    /// <summary>A column of this batch, for a debugger: never throws.</summary>
    internal string Describe(ColumnSchema column) => _lease?.Version == _version ? $"{column} × {_count} rows" : $"{column} (disposed)";

    internal ColumnBuffer ColumnAt(int index)
    {
        RecordBuffer buffer = Buffer;
        if ((uint)index >= (uint)buffer.Columns.Length) RecordThrow.NoColumn(buffer.Schema, index);
        return buffer.Columns[index];
    }

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        RecordSchema schema = Schema;
        int index = schema.IndexOf(name);
        if (index < 0) RecordThrow.NoColumn(schema, name);
        return index;
    }

    private void CheckSlice(int start, int count)
    {
        _ = Buffer;
        if ((uint)start > (uint)_count || (uint)count > (uint)(_count - start)) RecordThrow.WrongSlice(start, count, _count);
    }
}
