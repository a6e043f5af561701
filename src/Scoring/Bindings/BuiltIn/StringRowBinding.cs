using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Rows that are one string.</summary>
internal sealed class StringRowBinding : RowBinding<string?>
{
    public override ImmutableArray<BindingColumn> Columns { get; } = RowBinding.OnlyColumn(ElementType.String, RowShape.Scalar);

    protected internal override void WriteRow(in string? row, ref RowWriter writer) => writer.Write(row);
}
