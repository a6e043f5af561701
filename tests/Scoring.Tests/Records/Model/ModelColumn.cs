using Scoring.Records;

namespace Scoring.Tests.Records.Model;

/// <summary>What one column of a batch must show: plain arrays, one per row, which slices share.</summary>
internal abstract class ModelColumn
{
    public static ModelColumn Create(ColumnSchema schema, int rows)
    {
        if (schema.Type == ElementType.String) return new StringModelColumn(NewRows<string?>(schema, rows));
        return ElementCases.Types.Single(element => element.Type == schema.Type) switch
        {
            ElementCase<float> element => new FixedModelColumn<float>(element, NewRows<float>(schema, rows)),
            ElementCase<double> element => new FixedModelColumn<double>(element, NewRows<double>(schema, rows)),
            ElementCase<Half> element => new FixedModelColumn<Half>(element, NewRows<Half>(schema, rows)),
            ElementCase<sbyte> element => new FixedModelColumn<sbyte>(element, NewRows<sbyte>(schema, rows)),
            ElementCase<short> element => new FixedModelColumn<short>(element, NewRows<short>(schema, rows)),
            ElementCase<int> element => new FixedModelColumn<int>(element, NewRows<int>(schema, rows)),
            ElementCase<long> element => new FixedModelColumn<long>(element, NewRows<long>(schema, rows)),
            ElementCase<byte> element => new FixedModelColumn<byte>(element, NewRows<byte>(schema, rows)),
            ElementCase<ushort> element => new FixedModelColumn<ushort>(element, NewRows<ushort>(schema, rows)),
            ElementCase<uint> element => new FixedModelColumn<uint>(element, NewRows<uint>(schema, rows)),
            ElementCase<ulong> element => new FixedModelColumn<ulong>(element, NewRows<ulong>(schema, rows)),
            ElementCase<bool> element => new FixedModelColumn<bool>(element, NewRows<bool>(schema, rows)),
            var other => throw new InvalidOperationException($"There is no model of a column of {other}."),
        };
    }

    /// <summary>Makes a rented column the same as a new model: numbers are written, strings must be null already.</summary>
    public abstract void Start(RecordBatch batch, int column);

    /// <summary>Writes something that depends on the seed into one row, in both.</summary>
    public abstract void Write(RecordBatch batch, int column, int row, int seed);

    public abstract void Check(RecordBatch batch, int column);

    public abstract ModelColumn Part(int start, int count);

    private static T[][] NewRows<T>(ColumnSchema schema, int rows) => [.. Enumerable.Range(0, rows).Select(_ => new T[schema.Shape.ElementCount])];
}
