using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Scoring.Onnx;
using Scoring.Onnx.Loading;
using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.LocalOnnx.UsualWay;

/// <summary>What most applications do for each row: a new tensor, a list of named inputs, one Run, and the output copied out.</summary>
/// <remarks>
/// It takes the steps that Microsoft's binding takes for a list of NamedOnnxValue: names are looked up, the input is pinned and wrapped by a native value, the
/// runtime allocates the output, whose type and shape are asked for, and all native values are released. It leaves out what that binding does beyond that, such as
/// calling through delegates and asking for type and shape twice, so it is a little faster.
/// </remarks>
internal sealed unsafe class UsualRun : IDisposable
{
    private readonly Ort _ort = OrtLibrary.Get(null);
    private readonly OrtSession _session;
    private readonly OrtRunOptions _options;
    private readonly string[] _inputNames, _outputNames;
    private readonly Dictionary<string, byte[]> _inputs, _outputs;

    public UsualRun(IModelCase model)
    {
        GCHandle logger = GCHandle.Alloc(NullLogger.Instance);
        _session = new SessionFactory(_ort, new OnnxScoringOptions(), NullLogger.Instance, logger).Create(ModelSource.FromFile(model.Path));
        ModelDescription description = new ModelReader(_ort, _session).Read();
        _inputs = description.Inputs.ToDictionary(static input => input.Name, static input => input.Utf8Name);
        _outputs = description.Outputs.ToDictionary(static output => output.Name, static output => output.Utf8Name);
        (_inputNames, _outputNames) = ([.. _inputs.Keys], [.. _outputs.Keys]);
        nint options;
        _ort.Check(_ort.Api.CreateRunOptions(&options));
        _options = new OrtRunOptions(_ort, options);
    }

    /// <summary>The scores of one row.</summary>
    public float[] Run(ReadOnlySpan<float> row)
    {
        var tensor = new UsualTensor(row.ToArray(), [1, row.Length]);
        var inputs = new List<UsualNamedValue> { new(_inputNames[0], tensor) };
        IReadOnlyList<UsualNamedValue> outputs = Run(inputs, [.. _outputNames]);
        return outputs[0].Tensor.ToArray();
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }

    private List<UsualNamedValue> Run(List<UsualNamedValue> inputs, string[] outputNames)
    {
        var owned = new List<IDisposable>();
        try
        {
            var (names, values) = (new nint[inputs.Count], new nint[inputs.Count]);
            for (int i = 0; i < names.Length; i++) (names[i], values[i]) = (Ort.AddressOf(_inputs[inputs[i].Name]), Wrap(inputs[i].Tensor, owned));
            var wanted = new nint[outputNames.Length];
            for (int i = 0; i < wanted.Length; i++) wanted[i] = Ort.AddressOf(_outputs[outputNames[i]]);
            nint[] outputs = Run(names, values, wanted);
            var results = new List<UsualNamedValue>(outputs.Length);
            for (int i = 0; i < outputs.Length; i++) results.Add(new UsualNamedValue(outputNames[i], Read(outputs[i], owned)));
            return results;
        }
        finally
        {
            for (int i = owned.Count - 1; i >= 0; i--) owned[i].Dispose();
        }
    }

    private nint[] Run(nint[] inputNames, nint[] inputValues, nint[] outputNames)
    {
        var outputValues = new nint[outputNames.Length];
        fixed (nint* names = inputNames, values = inputValues, wanted = outputNames, outputs = outputValues)
        {
            _ort.Check(_ort.Api.Run(
                _session.Pointer, _options.Pointer, (byte**)names, values, (nuint)inputNames.Length, (byte**)wanted, (nuint)outputNames.Length, outputs));
        }

        return outputValues;
    }

    private nint Wrap(UsualTensor tensor, List<IDisposable> owned)
    {
        MemoryHandle pin = tensor.Values.Pin();
        owned.Add(pin);
        long[] shape = Array.ConvertAll(tensor.Shape, static size => (long)size);
        nint value;
        fixed (long* sizes = shape)
        {
            _ort.Check(_ort.Api.CreateTensorWithDataAsOrtValue(
                _ort.CpuMemory, pin.Pointer, (nuint)(tensor.Values.Length * sizeof(float)), sizes, (nuint)shape.Length, OrtElementType.Float32, &value));
        }

        owned.Add(new OrtValueHandle(_ort, value));
        return value;
    }

    private UsualTensor Read(nint value, List<IDisposable> owned)
    {
        owned.Add(new OrtValueHandle(_ort, value));
        int kind;
        void* data;
        _ort.Check(_ort.Api.GetValueType(value, &kind));
        int[] shape = ShapeOf(value);
        _ort.Check(_ort.Api.GetTensorMutableData(value, &data));
        int count = 1;
        foreach (int size in shape) count *= size;
        return new UsualTensor(new ReadOnlySpan<float>(data, count).ToArray(), shape);
    }

    private int[] ShapeOf(nint value)
    {
        nint info;
        _ort.Check(_ort.Api.GetTensorTypeAndShape(value, &info));
        int type;
        nuint count;
        _ort.Check(_ort.Api.GetTensorElementType(info, &type));
        _ort.Check(_ort.Api.GetDimensionsCount(info, &count));
        var shape = new long[(int)count];
        fixed (long* sizes = shape)
        {
            _ort.Check(_ort.Api.GetDimensions(info, sizes, count));
        }

        _ort.Api.ReleaseTensorTypeAndShapeInfo(info);
        return Array.ConvertAll(shape, static size => (int)size);
    }
}
