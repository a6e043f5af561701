namespace Scoring.Onnx.Native;

/// <summary>A status other than success, before it is told in the caller's words.</summary>
internal sealed class OrtException(OrtErrorCode code, string message) : Exception(message)
{
    public OrtErrorCode Code { get; } = code;
}
