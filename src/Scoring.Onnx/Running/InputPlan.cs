using Scoring.Onnx.Loading;
using Scoring.Onnx.Native;
using Scoring.Records;

namespace Scoring.Onnx.Running;

/// <summary>How batches of one schema are fed to the model. Made once per schema.</summary>
internal sealed class InputPlan
{
    private readonly nint[] _names;

    /// <summary>The fed inputs, in the layout's order.</summary>
    private readonly ValueDescription[] _inputs;

    private InputPlan(RecordSchema schema, TensorLayout layout, ValueDescription[] inputs, nint[] names) =>
        (Schema, Layout, _inputs, _names) = (schema, layout, inputs, names);

    public RecordSchema Schema { get; }

    public TensorLayout Layout { get; }

    /// <summary>The fed inputs' names as the runtime reads them, in the layout's order; never moves. The model keeps the text.</summary>
    public nint[] Names => _names;

    /// <exception cref="ScoringBindingException">The columns are not those that the model takes.</exception>
    public static InputPlan Create(ModelSpec model, RecordSchema schema)
    {
        ValueDescription[] fed = [.. model.Inputs.Where(i => !i.IsOptional || ColumnFor(model, schema, i) >= 0)];
        if (fed.Any(i => ColumnFor(model, schema, i) < 0) || fed.Length != schema.Columns.Length) throw Mismatch(model, schema);
        nint[] names = GC.AllocateArray<nint>(fed.Length, pinned: true);
        for (int i = 0; i < fed.Length; i++) names[i] = Ort.AddressOf(fed[i].Utf8Name);
        return new InputPlan(schema, new TensorLayout([.. fed.Select(i => SlotFor(model, schema, i))]), fed, names);
    }

    /// <summary>The columns as the model is fed them, under its own names: <c>('features' Float32 [5])</c>.</summary>
    public override string ToString() => new RecordSchema([.. _inputs.Select((input, i) => Schema.Columns[Layout.Slots[i].Column] with { Name = input.Name })]).ToString();

    /// <summary>By name; a batch of one column of any name feeds a model of one required input.</summary>
    private static int ColumnFor(ModelSpec model, RecordSchema schema, ValueDescription input)
    {
        int column = schema.IndexOf(input.Name);
        bool onlyOne = schema.Columns.Length == 1 && !input.IsOptional && model.Inputs.Count(static i => !i.IsOptional) == 1;
        return column >= 0 ? column : onlyOne && !model.Inputs.Any(i => i.Name == schema.Columns[0].Name) ? 0 : -1;
    }

    private static TensorSlot SlotFor(ModelSpec model, RecordSchema schema, ValueDescription input)
    {
        int index = ColumnFor(model, schema, input);
        ColumnSchema column = schema.Columns[index];
        if (column.Type != input.ColumnType) throw Mismatch(model, schema);
        RowShape row = input.RowShape ?? column.Shape;
        if (!column.Shape.Feeds(row)) throw Mismatch(model, schema);
        if (!row.IsFixed) row = column.Shape.Rank == 0 ? [1] : column.Shape;
        return new TensorSlot(index, input.ElementType, input.IsScalar ? [] : TensorSlot.DimensionsOf(row));
    }

    private static ScoringBindingException Mismatch(ModelSpec model, RecordSchema schema) => new(
        $"The batch does not fit model '{model.Name}'. Expected ({string.Join(", ", model.Inputs.Select(static i => i.ToSignature()))}), given {schema}. " +
        "Columns are matched by name; types must be equal, and the values per row must agree.");
}
