namespace Scoring.Records;

/// <summary>What one element of a column is.</summary>
/// <remarks>
/// The names follow the Open Inference Protocol's datatypes (FP16, FP32, INT64, BYTES …) in .NET spelling.
/// Complex, bfloat16 and 4- or 8-bit float elements are not supported.
/// </remarks>
public enum ElementType : byte
{
    /// <summary>IEEE 754 binary32, <see cref="float"/>. Missing is NaN.</summary>
    Float32,

    /// <summary>IEEE 754 binary64, <see cref="double"/>. Missing is NaN.</summary>
    Float64,

    /// <summary>IEEE 754 binary16, <see cref="Half"/>. Missing is NaN.</summary>
    Float16,

    /// <summary>Signed 8-bit integer, <see cref="sbyte"/>. Cannot be missing.</summary>
    Int8,

    /// <summary>Signed 16-bit integer, <see cref="short"/>. Cannot be missing.</summary>
    Int16,

    /// <summary>Signed 32-bit integer, <see cref="int"/>. Cannot be missing.</summary>
    Int32,

    /// <summary>Signed 64-bit integer, <see cref="long"/>. Cannot be missing.</summary>
    Int64,

    /// <summary>Unsigned 8-bit integer, <see cref="byte"/>. Cannot be missing.</summary>
    UInt8,

    /// <summary>Unsigned 16-bit integer, <see cref="ushort"/>. Cannot be missing.</summary>
    UInt16,

    /// <summary>Unsigned 32-bit integer, <see cref="uint"/>. Cannot be missing.</summary>
    UInt32,

    /// <summary>Unsigned 64-bit integer, <see cref="ulong"/>. Cannot be missing.</summary>
    UInt64,

    /// <summary>One byte, 0 or 1, <see cref="bool"/>. Cannot be missing.</summary>
    Boolean,

    /// <summary>UTF-8 text of any length. Missing is null.</summary>
    String,
}
