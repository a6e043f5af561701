namespace Scoring.Onnx.Native.Api;

/// <summary>What a value is (onnxruntime_c_api.h, ONNXType).</summary>
internal enum OrtKind
{
    Unknown = 0,
    Tensor = 1,
    Sequence = 2,
    Map = 3,
    Opaque = 4,
    SparseTensor = 5,
    Optional = 6,
}
