using Scoring.Records;

namespace Scoring.Bindings.Fluent;

internal sealed class StringField<TRow>(string name, ColumnGetter<TRow, string?> getter)
    : RowField<TRow>(new BindingColumn(name, ElementType.String, RowShape.Scalar))
{
    public override void Write(in TRow row, ref RowWriter writer) => writer.Write(getter(in row));
}
