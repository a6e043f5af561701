using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;

namespace Scoring.Records;

/// <summary>The columns of a <see cref="RecordBatch"/>, in order.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. Two schemas are equal when their columns are.</para>
/// <para>A schema owns the pool its batches come from: make it once and keep it, as one would a compiled regular expression.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RecordSchema : IEquatable<RecordSchema>
{
    private readonly FrozenDictionary<string, int> _indexOf;
    private readonly int _hash;

    /// <summary>Makes a schema.</summary>
    /// <param name="columns">At least one column, each name once, each shape fixed.</param>
    /// <exception cref="ArgumentException">There is no column, a name occurs twice, or a shape has an unknown dimension.</exception>
    public RecordSchema(params ReadOnlySpan<ColumnSchema> columns)
    {
        if (columns.IsEmpty) throw new ArgumentException("A schema needs at least one column.", nameof(columns));
        Columns = [.. columns];
        var indexOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < columns.Length; i++)
        {
            ColumnSchema column = columns[i];
            ArgumentNullException.ThrowIfNull(column, nameof(columns));
            if (!column.Shape.IsFixed) throw new ArgumentException($"Column {column} has an unknown dimension; a batch needs every dimension.", nameof(columns));
            if (!indexOf.TryAdd(column.Name, i)) throw new ArgumentException($"Two columns are named '{column.Name}' (columns {indexOf[column.Name]} and {i}).", nameof(columns));
        }

        _indexOf = indexOf.ToFrozenDictionary(StringComparer.Ordinal);
        _hash = HashOf(columns);
        Pool = new RecordBufferPool(this);
    }

    /// <summary>The columns, in order.</summary>
    public ImmutableArray<ColumnSchema> Columns { get; }

    internal RecordBufferPool Pool { get; }

    /// <summary>The position of a column, or −1 when there is none of that name.</summary>
    /// <param name="name">Compared ordinally.</param>
    public int IndexOf(string name) => _indexOf.TryGetValue(name, out int index) ? index : -1;

    /// <inheritdoc/>
    public bool Equals(RecordSchema? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RecordSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The columns as messages show them: <c>('distance' Float32 [], 'vendor' String [])</c>.</summary>
    public override string ToString() => $"({string.Join(", ", Columns)})";

    internal static int HashOf(ReadOnlySpan<ColumnSchema> columns)
    {
        var hash = new HashCode();
        foreach (ColumnSchema column in columns) hash.Add(column);
        return hash.ToHashCode();
    }
}
