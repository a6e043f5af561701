using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Rows that are arrays of strings.</summary>
internal sealed class StringArrayRowBinding : RowBinding<string?[]>
{
    public override ImmutableArray<BindingColumn> Columns { get; } = RowBinding.OnlyColumn(ElementType.String, [RowShape.Any]);

    protected internal override void WriteRow(in string?[] row, ref RowWriter writer)
    {
        ArgumentNullException.ThrowIfNull(row);
        foreach (string? value in row) writer.Write(value);
    }
}
