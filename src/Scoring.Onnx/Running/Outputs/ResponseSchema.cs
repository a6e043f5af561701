using Scoring.Onnx.Loading;
using Scoring.Records;

namespace Scoring.Onnx.Running.Outputs;

/// <summary>The columns of a response, for outputs of certain row shapes.</summary>
internal sealed class ResponseSchema
{
    private readonly RowShape[] _shapes;

    private ResponseSchema(RecordSchema schema, RowShape[] shapes, int[] firstColumns) => (Schema, _shapes, FirstColumns) = (schema, shapes, firstColumns);

    public RecordSchema Schema { get; }

    /// <summary>Each output's first column.</summary>
    public int[] FirstColumns { get; }

    /// <summary>The columns of the outputs: a tensor is one, a ZipMap is one per class, and a label where the model gives none besides.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="types">Each tensor's element type.</param>
    /// <param name="shapes">Each tensor's row shape.</param>
    /// <param name="labels">Each ZipMap's classes.</param>
    public static ResponseSchema Create(IReadOnlyList<ValueDescription> outputs, ElementType[] types, RowShape[] shapes, ClassLabels?[] labels)
    {
        var columns = new List<ColumnSchema>();
        var first = new int[outputs.Count];
        for (int i = 0; i < outputs.Count; i++)
        {
            first[i] = columns.Count;
            if (labels[i] is { } classes) AddClasses(columns, outputs[i].Name, classes, withLabel: outputs.Count == 1);
            else columns.Add(new ColumnSchema(outputs[i].Name, types[i], shapes[i]));
        }

        return new ResponseSchema(new RecordSchema([.. columns]), [.. shapes], first);
    }

    /// <summary>Whether a tensor output of these dimensions fits, the batch axis left out.</summary>
    public bool Fits(int output, ReadOnlySpan<long> row)
    {
        ReadOnlySpan<int> shape = _shapes[output].Dimensions;
        if (shape.Length != row.Length) return false;
        for (int i = 0; i < row.Length; i++)
        {
            if (shape[i] != row[i]) return false;
        }

        return true;
    }

    private static void AddClasses(List<ColumnSchema> columns, string output, ClassLabels classes, bool withLabel)
    {
        foreach (string name in classes.Names) columns.Add(new ColumnSchema($"{output}_{name}", ElementType.Float32));
        if (withLabel) columns.Add(new ColumnSchema($"{output}_label", classes.LabelType));
    }
}
