using System.Collections.Immutable;

namespace Scoring.Bindings.Fluent;

/// <summary>One lambda per row.</summary>
internal sealed class DelegateRowBinding<TRow>(RowWrite<TRow> write, ImmutableArray<BindingColumn> columns) : RowBinding<TRow>
{
    public override ImmutableArray<BindingColumn> Columns { get; } = columns;

    protected internal override void WriteRow(in TRow row, ref RowWriter writer) => write(in row, ref writer);

    protected internal override void WriteRows(ReadOnlySpan<TRow> rows, ref RowWriter writer)
    {
        RowWrite<TRow> writeRow = write;
        for (int i = 0; i < rows.Length; i++)
        {
            writeRow(in rows[i], ref writer);
            writer.EndRow();
        }
    }
}
