namespace Scoring.Onnx.Native.Handles;

/// <summary>What a run looks at: its terminate flag.</summary>
internal sealed unsafe class OrtRunOptions(Ort ort, nint value) : OrtHandle(ort, value)
{
    protected override bool ReleaseHandle()
    {
        Ort.Api.ReleaseRunOptions(handle);
        return true;
    }
}
