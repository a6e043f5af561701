using System.Runtime.InteropServices;
using Scoring.Records;

namespace Scoring.Bindings.Fluent;

internal sealed class ScalarField<TRow, TValue>(string name, ColumnGetter<TRow, TValue> getter) : ScalarColumn<TRow>(name, ElementTypes.Of<TValue>())
    where TValue : unmanaged
{
    private ColumnGetter<TRow, TValue> Getter => getter;

    public override void Write(in TRow row, ref RowWriter writer) => writer.Write(getter(in row));

    public override void WriteAll(ReadOnlySpan<TRow> rows, Span<byte> memory)
    {
        ColumnGetter<TRow, TValue> get = getter;
        Span<TValue> values = MemoryMarshal.Cast<byte, TValue>(memory)[..rows.Length];
        for (int i = 0; i < values.Length; i++) values[i] = get(in rows[i]);
    }

    public override PackedColumns<TRow>? TryPack(IEnumerable<RowField<TRow>> columns)
    {
        ScalarField<TRow, TValue>?[] all = [.. columns.Select(static column => column as ScalarField<TRow, TValue>)];
        return all.Contains(null) ? null : new PackedScalars<TRow, TValue>([.. all.Select(static column => column!.Getter)]);
    }
}
