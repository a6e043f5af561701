using Scoring.Records;

namespace Scoring.Onnx.Native.Api;

/// <summary>The runtime's numbers for element types (onnxruntime_c_api.h, ONNXTensorElementDataType).</summary>
internal static class OrtElementType
{
    public const int Int64 = 7;
    public const int String = 8;
    public const int Float32 = 1;

    private static readonly string[] s_names =
    [
        "undefined", "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64", "uint32", "uint64", "complex64",
        "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "uint4", "int4", "float4e2m1",
    ];

    /// <summary>The column type of a tensor's elements; null for one that no column holds.</summary>
    public static ElementType? ToColumn(int type) => type switch
    {
        Float32 => ElementType.Float32,
        2 => ElementType.UInt8,
        3 => ElementType.Int8,
        4 => ElementType.UInt16,
        5 => ElementType.Int16,
        6 => ElementType.Int32,
        Int64 => ElementType.Int64,
        String => ElementType.String,
        9 => ElementType.Boolean,
        10 => ElementType.Float16,
        11 => ElementType.Float64,
        12 => ElementType.UInt32,
        13 => ElementType.UInt64,
        _ => null,
    };

    public static int From(ElementType type) => type switch
    {
        ElementType.Float32 => Float32,
        ElementType.UInt8 => 2,
        ElementType.Int8 => 3,
        ElementType.UInt16 => 4,
        ElementType.Int16 => 5,
        ElementType.Int32 => 6,
        ElementType.Int64 => Int64,
        ElementType.String => String,
        ElementType.Boolean => 9,
        ElementType.Float16 => 10,
        ElementType.Float64 => 11,
        ElementType.UInt32 => 12,
        _ => 13,
    };

    /// <summary>The type's name in messages, also of those that no column holds.</summary>
    public static string Name(int type) => (uint)type < (uint)s_names.Length ? s_names[type] : $"element type {type}";
}
