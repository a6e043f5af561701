using Scoring.Records;

namespace Scoring.Tests.Bindings;

/// <summary>C#'s own casts between numbers, checked for overflow where the target is an integer.</summary>
internal static class Casts
{
    public static object Cast(object value, ElementType to) => value switch
    {
        bool v when to == ElementType.Boolean => v,
        bool v => Cast((byte)(v ? 1 : 0), to),
        Half v => checked(to switch
        {
            ElementType.Float16 => v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => (uint)v,
            _ => (object)(ulong)v,
        }),
        float v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => (uint)v,
            _ => (object)(ulong)v,
        }),
        double v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => (uint)v,
            _ => (object)(ulong)v,
        }),
        sbyte v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => (uint)v,
            _ => (object)(ulong)v,
        }),
        short v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => (uint)v,
            _ => (object)(ulong)v,
        }),
        int v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => (uint)v,
            _ => (object)(ulong)v,
        }),
        long v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => (uint)v,
            _ => (object)(ulong)v,
        }),
        byte v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => (uint)v,
            _ => (object)(ulong)v,
        }),
        ushort v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => v,
            ElementType.UInt32 => (uint)v,
            _ => (object)(ulong)v,
        }),
        uint v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => v,
            _ => (object)(ulong)v,
        }),
        ulong v => checked(to switch
        {
            ElementType.Float16 => (Half)v,
            ElementType.Float32 => (float)v,
            ElementType.Float64 => (double)v,
            ElementType.Int8 => (sbyte)v,
            ElementType.Int16 => (short)v,
            ElementType.Int32 => (int)v,
            ElementType.Int64 => (long)v,
            ElementType.UInt8 => (byte)v,
            ElementType.UInt16 => (ushort)v,
            ElementType.UInt32 => (uint)v,
            _ => (object)v,
        }),
        _ => throw new ArgumentException($"{value} is no number."),
    };
}
