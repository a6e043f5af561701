using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scoring.Records;

namespace Scoring.Bindings.Conversion;

/// <summary>Which element types convert into which, and the conversions themselves.</summary>
/// <remarks>
/// Widening is what C# converts implicitly between numbers (language specification, "Implicit numeric conversions"), and Half to float and double, and bool to any
/// number as 0 or 1. Any other conversion between numbers is narrowing: integers are checked for overflow, floating values are rounded.
/// Nothing converts to bool, and nothing to or from a string.
/// </remarks>
internal static class NumericConversion
{
    /// <inheritdoc cref="ConversionRules.IsAllowed"/>
    public static bool IsAllowed(ElementType from, ElementType to, bool allowNarrowing) => ConversionRules.IsAllowed(from, to, allowNarrowing);

    public static void Write<T>(T value, ElementType to, Span<byte> destination)
        where T : unmanaged
    {
        if (typeof(T) == typeof(bool) && to != ElementType.Boolean) WriteNumber((bool)(object)value ? (byte)1 : (byte)0, to, destination);
        else if (ElementTypes.Of<T>() == to) MemoryMarshal.Write(destination, in value);
        else if (typeof(T) == typeof(float)) WriteNumber((float)(object)value, to, destination);
        else if (typeof(T) == typeof(double)) WriteNumber((double)(object)value, to, destination);
        else if (typeof(T) == typeof(Half)) WriteNumber((Half)(object)value, to, destination);
        else if (typeof(T) == typeof(sbyte)) WriteNumber((sbyte)(object)value, to, destination);
        else if (typeof(T) == typeof(short)) WriteNumber((short)(object)value, to, destination);
        else if (typeof(T) == typeof(int)) WriteNumber((int)(object)value, to, destination);
        else if (typeof(T) == typeof(long)) WriteNumber((long)(object)value, to, destination);
        else if (typeof(T) == typeof(byte)) WriteNumber((byte)(object)value, to, destination);
        else if (typeof(T) == typeof(ushort)) WriteNumber((ushort)(object)value, to, destination);
        else if (typeof(T) == typeof(uint)) WriteNumber((uint)(object)value, to, destination);
        else WriteNumber((ulong)(object)value, to, destination);
    }

    public static T Read<T>(ElementType from, ReadOnlySpan<byte> source)
        where T : unmanaged
    {
        if (ElementTypes.Of<T>() == from) return MemoryMarshal.Read<T>(source);
        if (typeof(T) == typeof(float)) return (T)(object)ReadNumber<float>(from, source);
        if (typeof(T) == typeof(double)) return (T)(object)ReadNumber<double>(from, source);
        if (typeof(T) == typeof(Half)) return (T)(object)ReadNumber<Half>(from, source);
        if (typeof(T) == typeof(sbyte)) return (T)(object)ReadNumber<sbyte>(from, source);
        if (typeof(T) == typeof(short)) return (T)(object)ReadNumber<short>(from, source);
        if (typeof(T) == typeof(int)) return (T)(object)ReadNumber<int>(from, source);
        if (typeof(T) == typeof(long)) return (T)(object)ReadNumber<long>(from, source);
        if (typeof(T) == typeof(byte)) return (T)(object)ReadNumber<byte>(from, source);
        if (typeof(T) == typeof(ushort)) return (T)(object)ReadNumber<ushort>(from, source);
        if (typeof(T) == typeof(uint)) return (T)(object)ReadNumber<uint>(from, source);
        return (T)(object)ReadNumber<ulong>(from, source);
    }

    private static void WriteNumber<T>(T value, ElementType to, Span<byte> destination)
        where T : INumberBase<T>
    {
        switch (to)
        {
            case ElementType.Float32: Put(float.CreateChecked(value), destination); break;
            case ElementType.Float64: Put(double.CreateChecked(value), destination); break;
            case ElementType.Float16: Put(Half.CreateChecked(value), destination); break;
            case ElementType.Int8: Put(sbyte.CreateChecked(value), destination); break;
            case ElementType.Int16: Put(short.CreateChecked(value), destination); break;
            case ElementType.Int32: Put(int.CreateChecked(value), destination); break;
            case ElementType.Int64: Put(long.CreateChecked(value), destination); break;
            case ElementType.UInt8: Put(byte.CreateChecked(value), destination); break;
            case ElementType.UInt16: Put(ushort.CreateChecked(value), destination); break;
            case ElementType.UInt32: Put(uint.CreateChecked(value), destination); break;
            default: Put(ulong.CreateChecked(value), destination); break;
        }
    }

    private static T ReadNumber<T>(ElementType from, ReadOnlySpan<byte> source)
        where T : INumberBase<T> => from switch
        {
            ElementType.Float32 => T.CreateChecked(MemoryMarshal.Read<float>(source)),
            ElementType.Float64 => T.CreateChecked(MemoryMarshal.Read<double>(source)),
            ElementType.Float16 => T.CreateChecked(MemoryMarshal.Read<Half>(source)),
            ElementType.Int8 => T.CreateChecked(MemoryMarshal.Read<sbyte>(source)),
            ElementType.Int16 => T.CreateChecked(MemoryMarshal.Read<short>(source)),
            ElementType.Int32 => T.CreateChecked(MemoryMarshal.Read<int>(source)),
            ElementType.Int64 => T.CreateChecked(MemoryMarshal.Read<long>(source)),
            ElementType.UInt16 => T.CreateChecked(MemoryMarshal.Read<ushort>(source)),
            ElementType.UInt32 => T.CreateChecked(MemoryMarshal.Read<uint>(source)),
            ElementType.UInt64 => T.CreateChecked(MemoryMarshal.Read<ulong>(source)),
            ElementType.Boolean => source[0] == 0 ? T.Zero : T.One,
            _ => T.CreateChecked(source[0]),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(T value, Span<byte> destination)
        where T : struct => MemoryMarshal.Write(destination, in value);
}
