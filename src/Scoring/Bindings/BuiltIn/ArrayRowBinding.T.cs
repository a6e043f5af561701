using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Rows that are arrays of numbers or bools.</summary>
internal sealed class ArrayRowBinding<T>(RowShape shape) : RowBinding<T[]>
    where T : unmanaged
{
    public override ImmutableArray<BindingColumn> Columns { get; } = RowBinding.OnlyColumn(ElementTypes.Of<T>(), shape);

    protected internal override void WriteRow(in T[] row, ref RowWriter writer)
    {
        ArgumentNullException.ThrowIfNull(row);
        writer.Write((ReadOnlySpan<T>)row);
    }
}
