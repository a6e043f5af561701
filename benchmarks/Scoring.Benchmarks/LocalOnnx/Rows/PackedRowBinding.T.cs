using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Scoring.Bindings;
using Scoring.Records;

namespace Scoring.Benchmarks.LocalOnnx.Rows;

/// <summary>The binding one would write by hand, or a generator would emit, for a row of floats only: it copies them.</summary>
internal sealed class PackedRowBinding<TRow>(int features) : RowBinding<TRow>
    where TRow : unmanaged
{
    public override ImmutableArray<BindingColumn> Columns { get; } = [new BindingColumn("", ElementType.Float32, [features])];

    protected internal override void WriteRow(in TRow row, ref RowWriter writer) =>
        writer.Write(MemoryMarshal.Cast<TRow, float>(MemoryMarshal.CreateReadOnlySpan(in row, 1)));

    protected internal override void WriteRows(ReadOnlySpan<TRow> rows, ref RowWriter writer)
    {
        if (!writer.TryGetPacked(rows.Length, out Span<float> values))
        {
            base.WriteRows(rows, ref writer);
            return;
        }

        foreach (ref readonly TRow row in rows)
        {
            MemoryMarshal.Cast<TRow, float>(MemoryMarshal.CreateReadOnlySpan(in row, 1)).CopyTo(values);
            values = values[features..];
        }
    }
}
