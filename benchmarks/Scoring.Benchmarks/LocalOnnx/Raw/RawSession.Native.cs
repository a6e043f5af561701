using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Scoring.Onnx;
using Scoring.Onnx.Loading;
using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.LocalOnnx.Raw;

/// <summary>A session on a model with one input and one output, and nothing between the caller and the C API's Run.</summary>
internal sealed unsafe class RawSession : IDisposable
{
    private readonly Ort _ort = OrtLibrary.Get(null);
    private readonly OrtSession _session;
    private readonly OrtRunOptions _options;

    /// <summary>They do not move.</summary>
    private readonly byte[] _inputName, _outputName;

    public RawSession(IModelCase model)
    {
        GCHandle logger = GCHandle.Alloc(NullLogger.Instance);
        _session = new SessionFactory(_ort, new OnnxScoringOptions(), NullLogger.Instance, logger).Create(ModelSource.FromFile(model.Path));
        ModelDescription description = new ModelReader(_ort, _session).Read();
        (_inputName, _outputName) = (description.Inputs[0].Utf8Name, description.Outputs[0].Utf8Name);
        nint options;
        _ort.Check(_ort.Api.CreateRunOptions(&options));
        _options = new OrtRunOptions(_ort, options);
    }

    /// <summary>Reads one tensor and writes into the other.</summary>
    public void Run(nint input, nint output)
    {
        nint inputName = Ort.AddressOf(_inputName), outputName = Ort.AddressOf(_outputName);
        _ort.Check(_ort.Api.Run(_session.Pointer, _options.Pointer, (byte**)&inputName, &input, 1, (byte**)&outputName, 1, &output));
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }
}
