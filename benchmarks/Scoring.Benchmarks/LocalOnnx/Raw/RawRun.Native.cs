using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Onnx;
using Scoring.Onnx.Loading;
using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.LocalOnnx.Raw;

/// <summary>The least one can do: the C API's Run in a loop, on a session of its own, with preallocated buffers and tensors.</summary>
internal sealed unsafe class RawRun : IDisposable
{
    private readonly Ort _ort = OrtLibrary.Get(null);
    private readonly OrtSession _session;
    private readonly OrtRunOptions _options;
    private readonly IModelCase _model;
    private readonly byte[] _inputName, _outputName;
    private readonly float[] _input, _output;
    private readonly nint[] _values;

    public RawRun(IModelCase model, int rows)
    {
        _model = model;
        Rows = rows;
        GCHandle logger = GCHandle.Alloc(NullLogger.Instance);
        _session = new SessionFactory(_ort, new OnnxScoringOptions(), NullLogger.Instance, logger).Create(ModelSource.FromFile(model.Path));
        ModelDescription description = new ModelReader(_ort, _session).Read();
        (_inputName, _outputName) = (description.Inputs[0].Utf8Name, description.Outputs[0].Utf8Name);
        nint options;
        _ort.Check(_ort.Api.CreateRunOptions(&options));
        _options = new OrtRunOptions(_ort, options);
        _input = GC.AllocateArray<float>(rows * model.Features, pinned: true);
        _output = GC.AllocateArray<float>(rows * model.Outputs, pinned: true);
        _values = GC.AllocateArray<nint>(4, pinned: true);
        (_values[0], _values[1]) = (Tensor(_input, model.Features), Tensor(_output, model.Outputs));
        (_values[2], _values[3]) = (Ort.AddressOf(_inputName), Ort.AddressOf(_outputName));
    }

    public int Rows { get; }

    /// <summary>Copies the rows of this run in, runs, and reads one score.</summary>
    public float Run(int run)
    {
        int runs = RowCount.Distinct / Rows;
        _model.Values.AsSpan(run % runs * _input.Length, _input.Length).CopyTo(_input);
        fixed (nint* values = _values)
        {
            _ort.Check(_ort.Api.Run(_session.Pointer, _options.Pointer, (byte**)(values + 2), values, 1, (byte**)(values + 3), 1, values + 1));
        }

        return _output[0];
    }

    public void Dispose()
    {
        _ort.Api.ReleaseValue(_values[0]);
        _ort.Api.ReleaseValue(_values[1]);
        _options.Dispose();
        _session.Dispose();
    }

    private nint Tensor(float[] memory, int columns)
    {
        nint value;
        long* shape = stackalloc long[] { Rows, columns };
        _ort.Check(_ort.Api.CreateTensorWithDataAsOrtValue(
            _ort.CpuMemory, (void*)Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0), (nuint)(memory.Length * sizeof(float)), shape, 2, OrtElementType.Float32, &value));
        return value;
    }
}
