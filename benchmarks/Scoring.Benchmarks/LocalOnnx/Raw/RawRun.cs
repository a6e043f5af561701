using Scoring.Benchmarks.LocalOnnx.Rows;

namespace Scoring.Benchmarks.LocalOnnx.Raw;

/// <summary>The least one can do: the C API's Run in a loop, on a session of its own, with preallocated buffers and tensors.</summary>
internal sealed class RawRun : IDisposable
{
    private readonly IModelCase _model;
    private readonly RawSession _session;
    private readonly RawTensors _inputs, _outputs;
    private readonly float[] _input, _output;
    private readonly nint _inputTensor, _outputTensor;

    public RawRun(IModelCase model, int rows)
    {
        _model = model;
        Rows = rows;
        _session = new RawSession(model);
        (_inputs, _outputs) = (new RawTensors(rows, model.Features), new RawTensors(rows, model.Outputs));
        (_input, _output) = (_inputs.Values, _outputs.Values);
        (_inputTensor, _outputTensor) = (_inputs.Of(rows), _outputs.Of(rows));
    }

    public int Rows { get; }

    /// <summary>Copies the rows of this run in, runs, and reads one score.</summary>
    public float Run(int run)
    {
        int runs = RowCount.Distinct / Rows;
        _model.Values.AsSpan(run % runs * _input.Length, _input.Length).CopyTo(_input);
        _session.Run(_inputTensor, _outputTensor);
        return _output[0];
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _outputs.Dispose();
        _session.Dispose();
    }
}
