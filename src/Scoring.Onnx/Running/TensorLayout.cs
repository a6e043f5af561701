namespace Scoring.Onnx.Running;

/// <summary>How the columns of a batch are the tensors of a run. Its identity tells whether tensors made earlier still fit.</summary>
internal sealed class TensorLayout(TensorSlot[] slots)
{
    public TensorSlot[] Slots { get; } = slots;

    /// <summary>String tensors hold copies of the strings, so they are made anew for each run.</summary>
    public bool HasStrings { get; } = slots.Any(static s => s.ElementType == OrtElementType.String);
}
