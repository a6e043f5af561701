using System.Runtime.InteropServices;
using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.LocalOnnx.Raw;

/// <summary>Memory for the values of some rows, and a tensor over the first of them for each number of rows that is asked for.</summary>
internal sealed unsafe class RawTensors : IDisposable
{
    private readonly Ort _ort = OrtLibrary.Get(null);
    private readonly int _columns;

    /// <summary>By number of rows; 0 where none was asked for yet.</summary>
    private readonly nint[] _tensors;

    public RawTensors(int maxRows, int columns)
    {
        _columns = columns;
        _tensors = new nint[maxRows + 1];
        Values = GC.AllocateArray<float>(maxRows * columns, pinned: true);
    }

    /// <summary>Row-major.</summary>
    public float[] Values { get; }

    /// <summary>The tensor over the first rows; it belongs to this object.</summary>
    public nint Of(int rows) => _tensors[rows] is not 0 and var tensor ? tensor : _tensors[rows] = Create(rows);

    public void Dispose()
    {
        foreach (nint tensor in _tensors)
        {
            if (tensor != 0) _ort.Api.ReleaseValue(tensor);
        }
    }

    private nint Create(int rows)
    {
        nint value;
        long* shape = stackalloc long[] { rows, _columns };
        _ort.Check(_ort.Api.CreateTensorWithDataAsOrtValue(
            _ort.CpuMemory, (void*)Marshal.UnsafeAddrOfPinnedArrayElement(Values, 0), (nuint)(rows * _columns * sizeof(float)), shape, 2, OrtElementType.Float32, &value));
        return value;
    }
}
