using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Rows that are pieces of memory of numbers or bools.</summary>
internal sealed class MemoryRowBinding<T> : RowBinding<ReadOnlyMemory<T>>
    where T : unmanaged
{
    public override ImmutableArray<BindingColumn> Columns { get; } = RowBinding.OnlyColumn(ElementTypes.Of<T>(), [RowShape.Any]);

    protected internal override void WriteRow(in ReadOnlyMemory<T> row, ref RowWriter writer) => writer.Write(row.Span);
}
