using System.Runtime.CompilerServices;

namespace Scoring.Records;

/// <summary>Facts about each <see cref="ElementType"/>.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes of one element in column memory; a string's entry is its offset and its length.</summary>
    public static int SizeOf(ElementType type) => type switch
    {
        ElementType.Int8 or ElementType.UInt8 or ElementType.Boolean => 1,
        ElementType.Int16 or ElementType.UInt16 or ElementType.Float16 => 2,
        ElementType.Int32 or ElementType.UInt32 or ElementType.Float32 => 4,
        _ => 8,
    };

    public static bool IsFloating(ElementType type) => type is ElementType.Float32 or ElementType.Float64 or ElementType.Float16;

    public static bool IsNumeric(ElementType type) => type is not (ElementType.String or ElementType.Boolean);

    /// <summary>The element type that holds <typeparamref name="T"/>; folded to a constant for each T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet<T>(out ElementType type)
    {
        type = default;
        if (typeof(T) == typeof(float)) return true;
        if (typeof(T) == typeof(double)) type = ElementType.Float64;
        else if (typeof(T) == typeof(Half)) type = ElementType.Float16;
        else if (typeof(T) == typeof(sbyte)) type = ElementType.Int8;
        else if (typeof(T) == typeof(short)) type = ElementType.Int16;
        else if (typeof(T) == typeof(int)) type = ElementType.Int32;
        else if (typeof(T) == typeof(long)) type = ElementType.Int64;
        else if (typeof(T) == typeof(byte)) type = ElementType.UInt8;
        else if (typeof(T) == typeof(ushort)) type = ElementType.UInt16;
        else if (typeof(T) == typeof(uint)) type = ElementType.UInt32;
        else if (typeof(T) == typeof(ulong)) type = ElementType.UInt64;
        else if (typeof(T) == typeof(bool)) type = ElementType.Boolean;
        else return false;
        return true;
    }

    /// <summary>As <see cref="TryGet{T}"/>; throws for a type that no fixed-size column holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElementType Of<T>()
    {
        if (!TryGet<T>(out ElementType type)) RecordThrow.NoElementType(typeof(T));
        return type;
    }
}
