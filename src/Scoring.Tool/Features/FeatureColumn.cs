using Scoring.Records;

namespace Scoring.Tool.Features;

/// <summary>Writes the texts of cells into one column of a batch.</summary>
internal abstract class FeatureColumn(int index, ColumnSchema schema)
{
    protected int Index { get; } = index;

    public ColumnSchema Schema { get; } = schema;

    public static FeatureColumn Create(int index, ColumnSchema schema) => schema.Type switch
    {
        ElementType.Float32 => new FloatFeature<float>(index, schema),
        ElementType.Float64 => new FloatFeature<double>(index, schema),
        ElementType.Float16 => new FloatFeature<Half>(index, schema),
        ElementType.Int8 => new IntegerFeature<sbyte>(index, schema),
        ElementType.Int16 => new IntegerFeature<short>(index, schema),
        ElementType.Int32 => new IntegerFeature<int>(index, schema),
        ElementType.Int64 => new IntegerFeature<long>(index, schema),
        ElementType.UInt8 => new IntegerFeature<byte>(index, schema),
        ElementType.UInt16 => new IntegerFeature<ushort>(index, schema),
        ElementType.UInt32 => new IntegerFeature<uint>(index, schema),
        ElementType.UInt64 => new IntegerFeature<ulong>(index, schema),
        ElementType.Boolean => new BooleanFeature(index, schema),
        _ => new StringFeature(index, schema),
    };

    /// <summary>Writes go to this batch from now on.</summary>
    public abstract void Attach(RecordBatch batch);

    public abstract CellProblem Write(int row, int element, Cell cell);

    /// <summary>Copies one row of this column from one batch to another.</summary>
    public abstract void Copy(RecordBatch from, int fromRow, RecordBatch to, int toRow);
}
