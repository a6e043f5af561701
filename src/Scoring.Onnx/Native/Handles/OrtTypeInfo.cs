namespace Scoring.Onnx.Native.Handles;

/// <summary>The type of an input or output.</summary>
internal sealed unsafe class OrtTypeInfo(Ort ort, nint value) : OrtHandle(ort, value)
{
    protected override bool ReleaseHandle()
    {
        Ort.Api.ReleaseTypeInfo(handle);
        return true;
    }
}
