using System.Runtime.InteropServices;

namespace Scoring.Onnx.Native.Handles;

/// <summary>Something the runtime made, released exactly once.</summary>
internal abstract class OrtHandle : SafeHandle
{
    protected OrtHandle(Ort ort, nint value)
        : base(0, ownsHandle: true)
    {
        Ort = ort;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The native pointer; whoever uses it keeps this object alive.</summary>
    public nint Pointer => handle;

    protected Ort Ort { get; }
}
