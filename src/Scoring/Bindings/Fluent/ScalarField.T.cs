using System.Runtime.InteropServices;
using Scoring.Bindings.Conversion;
using Scoring.Records;

namespace Scoring.Bindings.Fluent;

internal sealed class ScalarField<TRow, TValue>(string name, ColumnGetter<TRow, TValue> getter)
    : RowField<TRow>(new BindingColumn(name, ElementTypes.Of<TValue>(), RowShape.Scalar))
    where TValue : unmanaged
{
    public override bool GivesFloats => ConversionRules.IsAllowed(ElementTypes.Of<TValue>(), ElementType.Float32, allowNarrowing: false);

    public override void Write(in TRow row, ref RowWriter writer) => writer.Write(getter(in row));

    public override void WriteFloats(ReadOnlySpan<TRow> rows, Span<float> values, int stride)
    {
        ColumnGetter<TRow, TValue> get = getter;
        for (int i = 0, at = 0; i < rows.Length; i++, at += stride)
        {
            TValue value = get(in rows[i]);
            if (typeof(TValue) == typeof(float)) values[at] = (float)(object)value;
            else NumericConversion.Write(value, ElementType.Float32, MemoryMarshal.AsBytes(values[at..]));
        }
    }
}
