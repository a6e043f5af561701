namespace Scoring.Build.Onnx;

/// <summary>The names of ONNX's element types (onnx.proto, TensorProto.DataType), those of the client's load report.</summary>
internal static class OnnxElementTypes
{
    private static readonly string[] s_names =
    [
        "undefined", "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64", "uint32", "uint64", "complex64",
        "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "uint4", "int4", "float4e2m1",
    ];

    public static string Name(long type) => type >= 0 && type < s_names.Length ? s_names[type] : $"element type {type}";
}
