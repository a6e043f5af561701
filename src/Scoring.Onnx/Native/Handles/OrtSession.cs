namespace Scoring.Onnx.Native.Handles;

/// <summary>A loaded model. Must not be released while a run is inside.</summary>
internal sealed unsafe class OrtSession(Ort ort, nint value) : OrtHandle(ort, value)
{
    protected override bool ReleaseHandle()
    {
        Ort.Api.ReleaseSession(handle);
        return true;
    }
}
