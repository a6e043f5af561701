using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>Chooses what writes a column.</summary>
internal static class ColumnWriters
{
    public static ColumnWriter Create(ElementType type) => type switch
    {
        ElementType.Float32 => new NumberColumnWriter<float, Float32Text>(),
        ElementType.Float64 => new NumberColumnWriter<double, Float64Text>(),
        ElementType.Float16 => new NumberColumnWriter<Half, Float16Text>(),
        ElementType.Int8 => new NumberColumnWriter<sbyte, IntegerText<sbyte>>(),
        ElementType.Int16 => new NumberColumnWriter<short, IntegerText<short>>(),
        ElementType.Int32 => new NumberColumnWriter<int, IntegerText<int>>(),
        ElementType.Int64 => new NumberColumnWriter<long, IntegerText<long>>(),
        ElementType.UInt8 => new NumberColumnWriter<byte, IntegerText<byte>>(),
        ElementType.UInt16 => new NumberColumnWriter<ushort, IntegerText<ushort>>(),
        ElementType.UInt32 => new NumberColumnWriter<uint, IntegerText<uint>>(),
        ElementType.UInt64 => new NumberColumnWriter<ulong, IntegerText<ulong>>(),
        ElementType.Boolean => new NumberColumnWriter<bool, BooleanText>(),
        _ => new StringColumnWriter(),
    };
}
