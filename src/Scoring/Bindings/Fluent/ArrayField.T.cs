using Scoring.Records;

namespace Scoring.Bindings.Fluent;

internal sealed class ArrayField<TRow, TValue>(string name, ColumnGetter<TRow, TValue[]> getter, RowShape? shape)
    : RowField<TRow>(new BindingColumn(name, ElementTypes.Of<TValue>(), shape ?? [RowShape.Any]))
    where TValue : unmanaged
{
    public override void Write(in TRow row, ref RowWriter writer) => writer.Write((ReadOnlySpan<TValue>)getter(in row));
}
