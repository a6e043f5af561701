using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Records;

namespace Scoring.Tests.Bindings;

/// <summary>A binding as an application writes it where the last nanosecond counts.</summary>
internal sealed class PackedTripBinding : RowBinding<Trip>
{
    public override ImmutableArray<BindingColumn> Columns { get; } =
        [new BindingColumn("distance", ElementType.Float32, []), new BindingColumn("hour", ElementType.Float32, [])];

    /// <summary>How often the memory of many rows was filled at once.</summary>
    public int PackedWrites { get; private set; }

    /// <summary>How many rows too many, or too few where negative, are said to be written.</summary>
    public int Miscount { get; init; }

    protected internal override void WriteRow(in Trip row, ref RowWriter writer)
    {
        writer.Write(row.Distance);
        writer.Write((float)row.Hour);
    }

    protected internal override void WriteRows(ReadOnlySpan<Trip> rows, ref RowWriter writer)
    {
        if (!writer.TryGetPacked(rows.Length + Miscount, out Span<float> values))
        {
            base.WriteRows(rows, ref writer);
            return;
        }

        PackedWrites++;
        for (int i = 0; i < Math.Min(rows.Length, rows.Length + Miscount); i++) (values[2 * i], values[(2 * i) + 1]) = (rows[i].Distance, rows[i].Hour);
    }
}
