using Scoring.Records;

namespace Scoring.Bindings.Fluent;

internal sealed class ScalarField<TRow, TValue>(string name, ColumnGetter<TRow, TValue> getter)
    : RowField<TRow>(new BindingColumn(name, ElementTypes.Of<TValue>(), RowShape.Scalar))
    where TValue : unmanaged
{
    public ColumnGetter<TRow, TValue> Getter { get; } = getter;

    public override void Write(in TRow row, ref RowWriter writer) => writer.Write(Getter(in row));
}
