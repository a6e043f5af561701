using Scoring.Records;

namespace Scoring.Bindings.Fluent;

/// <summary>A column of one value per row, which can be written for many rows at once.</summary>
internal abstract class ScalarColumn<TRow>(string name, ElementType type) : RowField<TRow>(new BindingColumn(name, type, RowShape.Scalar))
{
    public ElementType Type => type;

    /// <summary>Writes the column's value of each row into a column of its own, without conversion.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="memory">Of as many elements.</param>
    public abstract void WriteAll(ReadOnlySpan<TRow> rows, Span<byte> memory);

    /// <summary>These columns as one; null unless all of them have this one's type.</summary>
    public abstract PackedColumns<TRow>? TryPack(IEnumerable<RowField<TRow>> columns);
}
