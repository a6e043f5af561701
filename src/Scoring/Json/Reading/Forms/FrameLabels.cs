using System.Buffers;
using System.Buffers.Text;

namespace Scoring.Json.Reading.Forms;

/// <summary>Finds the rows of labelled items: by label where the labels are the numbers from 0, in any order; by position otherwise.</summary>
/// <remarks>
/// A frame that was sorted has its labels in another order than the rows that were sent, and a server that keeps objects sorted by key says "10" before "2".
/// Labels that just count up need no memory; at the first other one all labels are looked at, and their rows are kept.
/// </remarks>
internal ref struct FrameLabels : IDisposable
{
    private JsonText _first;
    private int[]? _rows;
    private int _count;
    private bool _byPosition;
    private ulong _hash;
    private ulong? _firstHash;

    /// <summary>Begins an object of labels; every one after the first must have the same labels in the same order.</summary>
    /// <param name="text">The text, at the object.</param>
    public void Begin(JsonText text)
    {
        text.Position++;
        BeginInside(text);
    }

    /// <summary>Begins an object that has been opened.</summary>
    public void BeginInside(JsonText text)
    {
        if (_firstHash is null) _first = text;
        _hash = 0;
    }

    /// <summary>The row of an item.</summary>
    public int RowOf(JsonText text, JsonString label, int item)
    {
        ReadOnlySpan<byte> name = text.Raw(label);
        foreach (byte symbol in name) _hash = (_hash ^ symbol) * 0x100000001B3;
        _hash = (_hash ^ 0x100) * 0x100000001B3;
        if (_rows is null && !_byPosition && NumberOf(name) != item) Map();
        return _rows is not null && item < _count ? _rows[item] : item;
    }

    /// <summary>Ends an object.</summary>
    /// <param name="offset">Where it begins.</param>
    public void End(int offset)
    {
        if (_firstHash is { } first && first != _hash) JsonThrow.Mismatch(offset, "the labels of the column before, in the same order", "others");
        _firstHash ??= _hash;
    }

    public void Dispose()
    {
        if (_rows is not null) ArrayPool<int>.Shared.Return(_rows);
        _rows = null;
    }

    /// <summary>Looks at all labels of the first object.</summary>
    private void Map()
    {
        int count = Count();
        int[] rows = ArrayPool<int>.Shared.Rent(2 * count);
        Span<int> order = rows.AsSpan(0, count), taken = rows.AsSpan(count, count);
        taken.Clear();
        JsonText labels = _first;
        for (int item = 0; item < count; item++)
        {
            NextLabel(ref labels, item == 0, out JsonString label);
            int row = NumberOf(labels.Raw(label));
            labels.Skip();
            _byPosition |= (uint)row >= (uint)count || taken[row]++ > 0;
            if (_byPosition) break;
            order[item] = row;
        }

        if (_byPosition) ArrayPool<int>.Shared.Return(rows);
        else (_rows, _count) = (rows, count);
    }

    private readonly int Count()
    {
        int count = 0;
        for (JsonText text = _first; NextLabel(ref text, count == 0, out _); count++) text.Skip();
        return count;
    }

    /// <summary>Goes to the next value. The first object is known to be JSON only as far as it was read.</summary>
    private static bool NextLabel(ref JsonText text, bool isFirst, out JsonString label)
    {
        label = default;
        if (!isFirst && !text.NextItem((byte)'}')) return false;
        label = text.ReadKey();
        return true;
    }

    /// <summary>The number that a label is, written as numbers are; −1 when it is none.</summary>
    private static int NumberOf(ReadOnlySpan<byte> label)
    {
        bool isNumber = Utf8Parser.TryParse(label, out int number, out int length) && length == label.Length && char.IsAsciiDigit((char)label[0]);
        return isNumber && (label[0] != (byte)'0' || length == 1) ? number : -1;
    }
}
