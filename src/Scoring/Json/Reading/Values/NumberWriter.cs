using Scoring.Records;

namespace Scoring.Json.Reading.Values;

/// <summary>Converts a number to its column's type.</summary>
internal static class NumberWriter
{
    /// <param name="number">The number.</param>
    /// <param name="text">The text that it stands in.</param>
    /// <param name="place">Where it goes.</param>
    /// <param name="offset">Where it stands in the whole text, for messages.</param>
    /// <param name="options">Whether an overflow is an error.</param>
    public static void Write(in NumberToken number, ReadOnlySpan<byte> text, Place place, int offset, JsonFrameReaderOptions options)
    {
        switch (place.Column.Type)
        {
            case ElementType.Float64:
                double real = DecimalToBinary.ToDouble(number, text);
                place.Write(real);
                if (double.IsInfinity(real)) CheckOverflow(number, place, offset, options);
                break;
            case ElementType.Float32:
                float single = DecimalToBinary.ToSingle(number, text);
                place.Write(single);
                if (float.IsInfinity(single)) CheckOverflow(number, place, offset, options);
                break;
            case ElementType.Float16:
                Half half = DecimalToBinary.ToHalf(number, text);
                place.Write(half);
                if (Half.IsInfinity(half)) CheckOverflow(number, place, offset, options);
                break;
            default:
                WriteInteger(number, text, place, offset);
                break;
        }
    }

    private static void WriteInteger(in NumberToken number, ReadOnlySpan<byte> text, Place place, int offset)
    {
        bool fits = IntegerText.TryRead(number, text, out ulong magnitude) && magnitude <= Largest(place.Column.Type, number.Negative);
        if (!fits) FailInteger(place, offset);
        long value = number.Negative ? unchecked(-(long)magnitude) : (long)magnitude;
        switch (place.Column.Type)
        {
            case ElementType.Int64: place.Write(value); break;
            case ElementType.Int32: place.Write((int)value); break;
            case ElementType.Int16: place.Write((short)value); break;
            case ElementType.Int8: place.Write((sbyte)value); break;
            case ElementType.UInt64: place.Write(magnitude); break;
            case ElementType.UInt32: place.Write((uint)magnitude); break;
            case ElementType.UInt16: place.Write((ushort)magnitude); break;
            case ElementType.UInt8: place.Write((byte)magnitude); break;
            default: place.Write(magnitude != 0); break;
        }
    }

    private static ulong Largest(ElementType type, bool negative) => (type, negative) switch
    {
        (ElementType.Int64, false) => long.MaxValue,
        (ElementType.Int64, true) => 1UL << 63,
        (ElementType.Int32, false) => int.MaxValue,
        (ElementType.Int32, true) => 1UL << 31,
        (ElementType.Int16, false) => (ulong)short.MaxValue,
        (ElementType.Int16, true) => 1UL << 15,
        (ElementType.Int8, false) => (ulong)sbyte.MaxValue,
        (ElementType.Int8, true) => 1UL << 7,
        (_, true) => 0,
        (ElementType.UInt64, _) => ulong.MaxValue,
        (ElementType.UInt32, _) => uint.MaxValue,
        (ElementType.UInt16, _) => ushort.MaxValue,
        (ElementType.UInt8, _) => byte.MaxValue,
        _ => 1,
    };

    private static void CheckOverflow(in NumberToken number, Place place, int offset, JsonFrameReaderOptions options)
    {
        if (options.RejectOverflow && number.Kind != NumberKind.Infinity) JsonThrow.Mismatch(offset, $"a value within the range of column {place.Column.Schema}", "a number beyond it");
    }

    private static void FailInteger(Place place, int offset) =>
        JsonThrow.Mismatch(offset, $"a value of column {place.Column.Schema}", "a number that it cannot hold exactly");
}
