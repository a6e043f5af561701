using Scoring.Records;

namespace Scoring.Json.Reading.Forms;

/// <summary>Reads an array of tensors, as the Open Inference Protocol has its outputs: objects of <c>name</c>, <c>shape</c>, <c>datatype</c> and <c>data</c>, one per column.</summary>
internal static class FrameTensors
{
    /// <summary>Whether an array of tensors comes, and not one of records that have such columns.</summary>
    public static bool IsNext(JsonText text, FrameSchema schema)
    {
        text.Position++;
        if (text.Peek() != (byte)'{') return false;
        text.Position++;
        if (text.Peek() != (byte)'"') return false;
        JsonString key = text.ReadString();
        return IsTensorKey(text.Raw(key)) && schema.IndexOf(text, key, 0) < 0;
    }

    public static void Read(ref Frame frame)
    {
        int offset = frame.Text.Position;
        frame.BeginRecord();
        frame.Text.Open();
        do ReadTensor(ref frame);
        while (frame.Text.NextItem((byte)']'));
        if (!frame.HasRows) JsonThrow.Mismatch(offset, $"tensors of {frame.Schema.Schema}", "none of them");
        frame.FillMissing(offset);
    }

    private static void ReadTensor(ref Frame frame)
    {
        if (frame.Text.Peek() != (byte)'{') frame.Text.FailMismatch("a tensor");
        int offset = frame.Text.Position, name = -1, shape = -1, data = -1;
        frame.Text.Open();
        if (!frame.Text.TryClose((byte)'}'))
        {
            do
            {
                JsonString key = frame.Text.ReadKey();
                frame.Text.Peek();
                if (frame.Text.Raw(key).SequenceEqual("name"u8)) name = frame.Text.Position;
                else if (frame.Text.Raw(key).SequenceEqual("shape"u8)) shape = frame.Text.Position;
                else if (frame.Text.Raw(key).SequenceEqual("data"u8)) data = frame.Text.Position;
                frame.Text.Skip();
            }
            while (frame.Text.NextItem((byte)'}'));
        }

        if (name < 0 || shape < 0 || data < 0) JsonThrow.Mismatch(offset, "a tensor with name, shape and data", "an object without one of them");
        ReadData(ref frame, name, shape, data);
    }

    private static void ReadData(ref Frame frame, int name, int shape, int data)
    {
        int column = ColumnOf(frame.Text, frame.Schema, name);
        if (column < 0) return;
        int rows = RowsOf(frame.Text, frame.Schema.Schema.Columns[column], shape);
        if (!frame.HasRows)
        {
            if (rows > 0) frame.Rows.Reserve(rows - 1, shape);
            frame.Rows.Finish(rows, shape);
        }

        if (rows != frame.Rows.Count) JsonThrow.RowCount(shape, $"{frame.Rows.Count} rows, as in the tensor before", $"{rows}");
        JsonText end = frame.Text;
        frame.Text.Position = data;
        frame.Text.Depth++;
        frame.Mark(column);
        TensorData.Read(ref frame.Text, frame.Column(column), 0, rows);
        frame.Text = end;
    }

    private static int ColumnOf(JsonText text, FrameSchema schema, int name)
    {
        text.Position = name;
        if (text.Peek() != (byte)'"') text.FailMismatch("a tensor's name");
        int column = schema.IndexOf(text, text.ReadString(), 0);
        return column < 0 && schema.IsUnnamed ? 0 : column;
    }

    /// <summary>The first dimension, once the others are known to be the column's.</summary>
    private static int RowsOf(JsonText text, ColumnSchema column, int offset)
    {
        text.Position = offset;
        if (text.Peek() != (byte)'[') text.FailMismatch("a tensor's shape");
        text.Open();
        if (text.TryClose((byte)']')) return FailShape(offset, column);
        ulong rows = 0, elements = 1;
        bool first = true;
        do
        {
            if (!JsonText.BeginsNumber(text.Peek())) text.FailMismatch("a dimension");
            NumberToken number = text.ReadNumber("a dimension");
            if (number.Negative || !IntegerText.TryRead(number, text.Bytes, out ulong dimension) || dimension > int.MaxValue) return FailShape(offset, column);
            if (first) rows = dimension;
            else elements = Math.Min(elements * dimension, uint.MaxValue);
            first = false;
        }
        while (text.NextItem((byte)']'));

        // Each value takes a byte at least: nobody gets memory by a promise.
        bool fits = rows * elements <= (ulong)text.Bytes.Length;
        return fits && elements == (ulong)column.Shape.ElementCount ? (int)rows : FailShape(offset, column);
    }

    private static int FailShape(int offset, ColumnSchema column)
    {
        JsonThrow.Mismatch(offset, $"the shape of rows of column {column}", "another one");
        return 0;
    }

    private static bool IsTensorKey(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("name"u8) || key.SequenceEqual("shape"u8) || key.SequenceEqual("datatype"u8) || key.SequenceEqual("data"u8);
}
