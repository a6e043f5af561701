using Scoring.Records;

namespace Scoring.Bindings.Fluent;

internal sealed class MemoryField<TRow, TValue>(string name, ColumnGetter<TRow, ReadOnlyMemory<TValue>> getter, RowShape? shape)
    : RowField<TRow>(new BindingColumn(name, ElementTypes.Of<TValue>(), shape ?? [RowShape.Any]))
    where TValue : unmanaged
{
    public override void Write(in TRow row, ref RowWriter writer) => writer.Write(getter(in row).Span);
}
