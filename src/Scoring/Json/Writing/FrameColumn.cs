using System.Buffers;
using System.Text;
using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>One column as it is written: its name, escaped once, and how its values nest.</summary>
internal sealed class FrameColumn
{
    private readonly int[] _shape;

    public FrameColumn(ColumnSchema schema, int index, ValueForm form, ColumnWriter writer)
    {
        Index = index;
        Form = form;
        Writer = writer;
        ElementsPerRow = schema.Shape.ElementCount;
        IsScalar = schema.Shape.Rank == 0;
        QuotedName = Quote(schema.Name);
        _shape = schema.Shape.Dimensions.ToArray();
    }

    public int Index { get; }

    public int ElementsPerRow { get; }

    public ValueForm Form { get; }

    public ColumnWriter Writer { get; }

    /// <summary>Whether a row is one value.</summary>
    public bool IsScalar { get; }

    /// <summary>The name as a JSON string.</summary>
    public byte[] QuotedName { get; }

    /// <summary>Writes all rows as one array, nested by the shape of a row.</summary>
    /// <returns><see cref="ColumnWriter.Done"/>, or the element that was refused.</returns>
    public int WriteRows(ColumnBuffer values, int startRow, int rows, ref JsonOutput output)
    {
        int start = startRow * ElementsPerRow;
        if (_shape.Length == 0) return WriteFlat(values, start, rows, ref output);
        if (_shape.Length == 1 && rows > 0 && ElementsPerRow > 0) return WriteMatrix(values, start, rows, _shape[0], ref output);
        return WriteEach(values, start, rows, _shape, ref output);
    }

    /// <summary>Writes all elements of all rows as one array without nesting.</summary>
    /// <inheritdoc cref="WriteRows"/>
    public int WriteFlatRows(ColumnBuffer values, int startRow, int rows, ref JsonOutput output) =>
        WriteFlat(values, startRow * ElementsPerRow, rows * ElementsPerRow, ref output);

    /// <summary>Writes one row that is no scalar, as a nested array.</summary>
    /// <inheritdoc cref="WriteRows"/>
    public int WriteRow(ColumnBuffer values, int row, ref JsonOutput output) => Write(values, row * ElementsPerRow, _shape, ref output);

    private int Write(ColumnBuffer values, int start, ReadOnlySpan<int> shape, ref JsonOutput output)
    {
        if (shape.Length == 1) return WriteFlat(values, start, shape[0], ref output);
        if (shape is [> 0, > 0]) return WriteMatrix(values, start, shape[0], shape[1], ref output);
        return WriteEach(values, start, shape[0], shape[1..], ref output);
    }

    private int WriteEach(ColumnBuffer values, int start, int count, ReadOnlySpan<int> shape, ref JsonOutput output)
    {
        int size = 1, refused = ColumnWriter.Done;
        foreach (int dimension in shape) size *= dimension;
        output.Write((byte)'[');
        for (int i = 0; i < count && refused == ColumnWriter.Done; i++)
        {
            if (i > 0) output.Write((byte)',');
            refused = Write(values, start + (i * size), shape, ref output);
        }

        output.Write((byte)']');
        return refused;
    }

    private int WriteFlat(ColumnBuffer values, int start, int count, ref JsonOutput output)
    {
        output.Write((byte)'[');
        int refused = Writer.WriteList(values, start, count, new ListForm(Form, int.MaxValue), ref output);
        output.Write((byte)']');
        return refused;
    }

    private int WriteMatrix(ColumnBuffer values, int start, int rows, int length, ref JsonOutput output)
    {
        output.Write("[["u8);
        int refused = Writer.WriteList(values, start, rows * length, new ListForm(Form, length), ref output);
        output.Write("]]"u8);
        return refused;
    }

    private static byte[] Quote(string name)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var output = new JsonOutput(bytes);
        StringText.Write(Encoding.UTF8.GetBytes(name), ref output);
        output.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
