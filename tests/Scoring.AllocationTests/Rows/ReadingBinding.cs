using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Records;

namespace Scoring.AllocationTests.Rows;

/// <summary>A binding as one writes it by hand for speed: all rows straight into the batch's memory.</summary>
internal sealed class ReadingBinding : RowBinding<Reading>
{
    private const int Features = 4;

    public override ImmutableArray<BindingColumn> Columns { get; } = [new BindingColumn("X", ElementType.Float32, [Features])];

    protected override void WriteRow(in Reading row, ref RowWriter writer) => writer.Write(row.Age, row.Income, row.Tenure, row.Visits);

    protected override void WriteRows(ReadOnlySpan<Reading> rows, ref RowWriter writer)
    {
        if (!writer.TryGetPacked(rows.Length, out Span<float> values))
        {
            base.WriteRows(rows, ref writer);
            return;
        }

        foreach (Reading row in rows)
        {
            (values[0], values[1], values[2], values[3]) = (row.Age, row.Income, row.Tenure, row.Visits);
            values = values[Features..];
        }
    }
}
