using Scoring.Records;

namespace Scoring.Json.Reading.Inference;

/// <summary>The columns that tensors of the Open Inference Protocol declare.</summary>
internal static class InferredTensors
{
    /// <summary>Whether an array comes whose first item is a tensor.</summary>
    public static bool IsNext(JsonText text)
    {
        text.Position++;
        if (text.Peek() != (byte)'{') return false;
        text.Position++;
        if (text.Peek() != (byte)'"') return false;
        ReadOnlySpan<byte> rest = text.Bytes[text.Position..];
        return rest.StartsWith("\"name\""u8) || rest.StartsWith("\"datatype\""u8) || rest.StartsWith("\"shape\""u8);
    }

    public static RecordSchema Infer(ref JsonText text)
    {
        var columns = new List<ColumnSchema>();
        text.Open();
        do
        {
            int offset = text.Position;
            ColumnSchema column = ReadTensor(ref text);
            if (columns.Exists(known => known.Name == column.Name)) JsonThrow.Mismatch(offset, "tensors of different names", $"two named '{column.Name}'");
            columns.Add(column);
        }
        while (text.NextItem((byte)']'));
        return new RecordSchema([.. columns]);
    }

    private static ColumnSchema ReadTensor(ref JsonText text)
    {
        if (text.Peek() != (byte)'{') text.FailMismatch("a tensor");
        int offset = text.Position;
        string? name = null, type = null;
        List<int>? shape = null;
        text.Open();
        if (!text.TryClose((byte)'}'))
        {
            do
            {
                string key = InferredRows.Decode(text, text.ReadKey());
                byte first = text.Peek();
                if (key == "name" && first == (byte)'"') name = InferredRows.Decode(text, text.ReadString());
                else if (key == "datatype" && first == (byte)'"') type = InferredRows.Decode(text, text.ReadString());
                else if (key == "shape" && first == (byte)'[') shape = ReadShape(ref text);
                else text.Skip();
            }
            while (text.NextItem((byte)'}'));
        }

        bool isWhole = name is not null && shape is { Count: > 0 } && shape.Skip(1).Aggregate(1L, static (product, size) => Math.Min(product * Math.Max(size, 1), int.MaxValue + 1L)) <= int.MaxValue;
        if (!isWhole || TypeOf(type) is not { } element)
        {
            JsonThrow.Mismatch(offset, "a tensor with name, datatype and shape", "an object without one of them");
            return null;
        }

        return new ColumnSchema(name!, element, RowShape.Create([.. shape![1..]]));
    }

    private static List<int> ReadShape(ref JsonText text)
    {
        var shape = new List<int>();
        text.Open();
        if (text.TryClose((byte)']')) return shape;
        do
        {
            text.Peek();
            NumberToken number = text.ReadNumber("a dimension");
            if (number.Negative || !IntegerText.TryRead(number, text.Bytes, out ulong size) || size > int.MaxValue) JsonThrow.Mismatch(number.Start, "a dimension", "another number");
            else shape.Add((int)size);
        }
        while (text.NextItem((byte)']'));
        return shape;
    }

    private static ElementType? TypeOf(string? datatype) => datatype switch
    {
        "FP64" => ElementType.Float64,
        "FP32" => ElementType.Float32,
        "FP16" => ElementType.Float16,
        "INT64" => ElementType.Int64,
        "INT32" => ElementType.Int32,
        "INT16" => ElementType.Int16,
        "INT8" => ElementType.Int8,
        "UINT64" => ElementType.UInt64,
        "UINT32" => ElementType.UInt32,
        "UINT16" => ElementType.UInt16,
        "UINT8" => ElementType.UInt8,
        "BOOL" => ElementType.Boolean,
        "BYTES" => ElementType.String,
        _ => null,
    };
}
