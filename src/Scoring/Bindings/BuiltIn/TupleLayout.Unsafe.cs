using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Finds where the items of a tuple lie, once per binding, so that reading scores neither boxes nor reflects.</summary>
/// <remarks>
/// A <see cref="ValueTuple"/> has automatic layout: the runtime orders its fields. Each item's place is found by marking the bytes of one tuple and looking
/// through <see cref="ITuple"/> which item changed.
/// </remarks>
internal static class TupleLayout
{
    /// <summary>The items in order; null when <typeparamref name="TScore"/> is no tuple, or one that holds more than numbers and bools.</summary>
    public static TupleItem[]? TryRead<TScore>()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TScore>() || default(TScore) is not ITuple { Length: > 0 } empty) return null;
        var items = new TupleItem[empty.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (TypeOf(empty[i]) is not { } type) return null;
            items[i] = new TupleItem(type, OffsetOf<TScore>(i));
        }

        return items;
    }

    /// <summary>Whether the items are all of one type and lie in order without gaps, as a row of a response does.</summary>
    /// <remarks>The tuple itself may be larger: three floats take sixteen bytes.</remarks>
    public static bool IsPacked(TupleItem[] items, ElementType type)
    {
        int width = ElementTypes.SizeOf(type);
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] != new TupleItem(type, i * width)) return false;
        }

        return true;
    }

    /// <summary>Copies rows of floats into tuples of as many.</summary>
    public static void CopyPacked<TScore>(ReadOnlySpan<float> values, int perRow, Span<TScore> scores)
    {
        Span<float> target = MemoryMarshal.Cast<byte, float>(Bytes(ref MemoryMarshal.GetReference(scores), scores.Length));
        int stride = Unsafe.SizeOf<TScore>() / sizeof(float);
        if (stride == perRow)
        {
            values.CopyTo(target);
            return;
        }

        for (; !values.IsEmpty; values = values[perRow..], target = target[stride..])
        {
            for (int i = 0; i < perRow; i++) target[i] = values[i];
        }
    }

    public static void ReadInto<TScore>(ref TScore score, TupleItem item, ref ScoreReader reader)
    {
        Span<byte> target = Bytes(ref score, 1)[item.Offset..];
        switch (item.Type)
        {
            case ElementType.Float32: Put(reader.Read<float>(), target); break;
            case ElementType.Float64: Put(reader.Read<double>(), target); break;
            case ElementType.Float16: Put(reader.Read<Half>(), target); break;
            case ElementType.Int8: Put(reader.Read<sbyte>(), target); break;
            case ElementType.Int16: Put(reader.Read<short>(), target); break;
            case ElementType.Int32: Put(reader.Read<int>(), target); break;
            case ElementType.Int64: Put(reader.Read<long>(), target); break;
            case ElementType.UInt8: Put(reader.Read<byte>(), target); break;
            case ElementType.UInt16: Put(reader.Read<ushort>(), target); break;
            case ElementType.UInt32: Put(reader.Read<uint>(), target); break;
            case ElementType.UInt64: Put(reader.Read<ulong>(), target); break;
            default: Put(reader.Read<bool>(), target); break;
        }
    }

    private static int OffsetOf<TScore>(int item)
    {
        object? zero = ((ITuple)default(TScore)!)[item];
        for (int offset = 0; offset < Unsafe.SizeOf<TScore>(); offset++)
        {
            TScore marked = default!;
            Bytes(ref marked, 1)[offset] = 1;
            if (!Equals(((ITuple)marked!)[item], zero)) return offset;
        }

        throw new InvalidOperationException($"Item {item} of {typeof(TScore)} was not found in its memory.");
    }

    private static ElementType? TypeOf(object? value) => value switch
    {
        float => ElementType.Float32,
        double => ElementType.Float64,
        Half => ElementType.Float16,
        sbyte => ElementType.Int8,
        short => ElementType.Int16,
        int => ElementType.Int32,
        long => ElementType.Int64,
        byte => ElementType.UInt8,
        ushort => ElementType.UInt16,
        uint => ElementType.UInt32,
        ulong => ElementType.UInt64,
        bool => ElementType.Boolean,
        _ => null,
    };

    private static Span<byte> Bytes<TScore>(ref TScore first, int count) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TScore, byte>(ref first), Unsafe.SizeOf<TScore>() * count);

    private static void Put<T>(T value, Span<byte> target)
        where T : struct => MemoryMarshal.Write(target, in value);
}
