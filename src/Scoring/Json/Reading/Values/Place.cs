using System.Runtime.InteropServices;

namespace Scoring.Json.Reading.Values;

/// <summary>Where a value goes.</summary>
/// <param name="Column">The column's memory.</param>
/// <param name="Row">The row of the buffer.</param>
/// <param name="Element">The element within the row.</param>
internal readonly record struct Place(ColumnBuffer Column, int Row, int Element)
{
    /// <summary>The element within the column.</summary>
    public int Index => (Row * Column.ElementsPerRow) + Element;

    /// <summary>Writes a value of exactly the column's type.</summary>
    public void Write<T>(T value)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Column.Elements(Row, 1))[Element] = value;
}
