using Scoring.Onnx.Loading;
using Scoring.Records;

namespace Scoring.Onnx.Running.Outputs;

/// <summary>Outputs whose shape is known before the run, so that the model writes them straight into the response.</summary>
internal sealed class DirectOutputs
{
    private DirectOutputs(RecordSchema schema, TensorLayout layout) => (Schema, Layout) = (schema, layout);

    public RecordSchema Schema { get; }

    public TensorLayout Layout { get; }

    /// <summary>Null when an output is a string, a map or an input too, or when the model does not declare the shape that it gave.</summary>
    /// <param name="model">The model.</param>
    /// <param name="given">The columns of a response that the model gave.</param>
    public static DirectOutputs? TryCreate(ModelSpec model, RecordSchema given)
    {
        var slots = new TensorSlot[model.Outputs.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            ValueDescription output = model.Outputs[i];
            if (output.IsClassMap || output.ColumnType is null or ElementType.String) return null;
            if (output.RowShape is not { IsFixed: true } row || given.Columns[i].Shape != row || given.Columns[i].Type != output.ColumnType) return null;
            if (output.Dimensions[0] >= 0 && output.Dimensions[0] != model.PadTo) return null;

            // The runtime hands an input that is an output too over as it is, and leaves memory given for it as it was.
            if (model.Inputs.Any(input => input.Name == output.Name)) return null;
            slots[i] = new TensorSlot(i, output.ElementType, TensorSlot.DimensionsOf(row));
        }

        return new DirectOutputs(given, new TensorLayout(slots));
    }
}
