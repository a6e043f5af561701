using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.LocalOnnx.UsualWay;

/// <summary>A native value of one call.</summary>
internal sealed unsafe class OrtValueHandle(Ort ort, nint value) : OrtHandle(ort, value)
{
    protected override bool ReleaseHandle()
    {
        Ort.Api.ReleaseValue(handle);
        return true;
    }
}
