using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Rows that are one number or bool.</summary>
internal sealed class ScalarRowBinding<T> : RowBinding<T>
    where T : unmanaged
{
    public override ImmutableArray<BindingColumn> Columns { get; } = RowBinding.OnlyColumn(ElementTypes.Of<T>(), RowShape.Scalar);

    protected internal override void WriteRow(in T row, ref RowWriter writer) => writer.Write(row);

    protected internal override void WriteRows(ReadOnlySpan<T> rows, ref RowWriter writer)
    {
        if (writer.TryGetPacked(rows.Length, out Span<T> values)) rows.CopyTo(values);
        else base.WriteRows(rows, ref writer);
    }
}
