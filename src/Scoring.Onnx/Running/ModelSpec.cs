using Scoring.Onnx.Loading;
using Scoring.Onnx.Native;

namespace Scoring.Onnx.Running;

/// <summary>What running needs to know of a model.</summary>
internal sealed class ModelSpec
{
    public ModelSpec(string name, IReadOnlyList<ValueDescription> inputs, IReadOnlyList<ValueDescription> outputs, int? padTo)
    {
        Name = name;
        Inputs = inputs;
        Outputs = outputs;
        PadTo = padTo;
        OutputNames = GC.AllocateArray<nint>(outputs.Count, pinned: true);
        for (int i = 0; i < outputs.Count; i++) OutputNames[i] = Ort.AddressOf(outputs[i].Utf8Name);
    }

    public string Name { get; }

    public IReadOnlyList<ValueDescription> Inputs { get; }

    /// <summary>Whether an input is one value for the whole run, so that each row is run by itself.</summary>
    public bool HasScalar => Inputs.Any(static i => i.IsScalar);

    /// <summary>The outputs that are computed.</summary>
    public IReadOnlyList<ValueDescription> Outputs { get; }

    /// <summary>The outputs' names as the runtime reads them; never moves.</summary>
    public nint[] OutputNames { get; }

    /// <summary>The size at which the batch axis is fixed: every run has exactly that many rows. Null when it is free.</summary>
    public int? PadTo { get; }
}
