namespace Scoring.Onnx.Native.Handles;

/// <summary>How a session is made; not needed once it is.</summary>
internal sealed unsafe class OrtSessionOptions(Ort ort, nint value) : OrtHandle(ort, value)
{
    protected override bool ReleaseHandle()
    {
        Ort.Api.ReleaseSessionOptions(handle);
        return true;
    }
}
