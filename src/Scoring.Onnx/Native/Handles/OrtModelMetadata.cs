namespace Scoring.Onnx.Native.Handles;

/// <summary>What the model says about itself.</summary>
internal sealed unsafe class OrtModelMetadata(Ort ort, nint value) : OrtHandle(ort, value)
{
    protected override bool ReleaseHandle()
    {
        Ort.Api.ReleaseModelMetadata(handle);
        return true;
    }
}
