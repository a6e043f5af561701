using Scoring.Records;

namespace Scoring.Bindings.Fluent;

internal sealed class NullableField<TRow, TValue>(string name, ColumnGetter<TRow, TValue?> getter)
    : RowField<TRow>(new BindingColumn(name, ElementTypes.Of<TValue>(), RowShape.Scalar))
    where TValue : unmanaged
{
    public override void Write(in TRow row, ref RowWriter writer) => writer.Write(getter(in row));
}
