using System.Text;
using Scoring.Json.Reading.Fast;
using Scoring.Records;

namespace Scoring.Json.Reading;

/// <summary>What a reader works out once about its columns.</summary>
internal sealed class FrameSchema
{
    private const int MostFirstRows = 64;
    private const int MostFirstBytes = 1 << 16;

    private readonly byte[][] _names;

    /// <summary>Open addressing, at most half full: positions of columns, or −1.</summary>
    private readonly int[] _slots;

    private readonly int _longestName;

    public FrameSchema(RecordSchema schema, JsonFrameReaderOptions options, JsonTier tier)
    {
        Schema = schema;
        Options = options;
        Tier = tier;
        Path = [.. options.Path.Select(static key => Encoding.UTF8.GetBytes(key))];
        _names = [.. schema.Columns.Select(static column => Encoding.UTF8.GetBytes(column.Name))];
        _longestName = _names.Max(static name => name.Length);
        IsUnnamed = _names is [[]];
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_names.Length * 2)];
        Array.Fill(_slots, -1);
        long rowBytes = schema.Columns.Sum(static column => (long)column.Shape.ElementCount * ElementTypes.SizeOf(column.Type));
        FirstCapacity = (int)Math.Clamp(MostFirstBytes / Math.Max(rowBytes, 1), 1, MostFirstRows);
        for (int column = 0; column < _names.Length; column++) _slots[FindSlot(_names[column])] = column;
    }

    public RecordSchema Schema { get; }

    public JsonFrameReaderOptions Options { get; }

    /// <summary>The instructions to read digits with.</summary>
    public JsonTier Tier { get; }

    /// <summary>The keys to go through, UTF-8.</summary>
    public byte[][] Path { get; }

    /// <summary>Rows to make room for when the first one comes and their number is not known.</summary>
    public int FirstCapacity { get; }

    public int ColumnCount => _names.Length;

    /// <summary>Whether it is the one column of a bare array, so that any name in a record is its name.</summary>
    public bool IsUnnamed { get; }

    /// <summary>The position of a column, or −1.</summary>
    public int IndexOf(ReadOnlySpan<byte> name) => _slots[FindSlot(name)];

    /// <summary>The position of a column by a key of the text, or −1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key.</param>
    /// <param name="likely">The column that comes if the keys are in order; any number.</param>
    public int IndexOf(in JsonText text, JsonString key, int likely)
    {
        ReadOnlySpan<byte> raw = text.Raw(key);
        if (key.Escaped) return IndexOfEscaped(raw);
        return (uint)likely < (uint)_names.Length && raw.SequenceEqual(_names[likely]) ? likely : IndexOf(raw);
    }

    private int IndexOfEscaped(ReadOnlySpan<byte> raw)
    {
        // An escape of 6 bytes is at least one byte of the name.
        if (raw.Length > 6 * _longestName) return -1;
        using var name = new UnescapedText(raw);
        return IndexOf(name.Bytes);
    }

    private int FindSlot(ReadOnlySpan<byte> name)
    {
        for (uint slot = Hash(name); ; slot++)
        {
            int at = (int)(slot & (uint)(_slots.Length - 1)), column = _slots[at];
            if (column < 0 || name.SequenceEqual(_names[column])) return at;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = (uint)name.Length;
        foreach (byte symbol in name) hash = (hash ^ symbol) * 16777619;
        return hash ^ (hash >> 15);
    }
}
