using System.Collections.Immutable;

namespace Scoring.Bindings.Fluent;

/// <summary>One lambda per column.</summary>
internal sealed class FluentRowBinding<TRow> : RowBinding<TRow>
{
    private readonly RowField<TRow>[] _fields;

    /// <summary>The fields where each is one value per row.</summary>
    private readonly ScalarColumn<TRow>[]? _scalars;

    /// <summary>The fields where each is one value per row, and all of one type.</summary>
    private readonly PackedColumns<TRow>? _packed;

    public FluentRowBinding(RowField<TRow>[] fields, bool allowNarrowing)
    {
        _fields = fields;
        AllowNarrowing = allowNarrowing;
        Columns = [.. fields.Select(static f => f.Column)];
        if (fields.All(static f => f is ScalarColumn<TRow>)) _scalars = [.. fields.Cast<ScalarColumn<TRow>>()];
        _packed = _scalars?[0].TryPack(fields);
    }

    public override ImmutableArray<BindingColumn> Columns { get; }

    public override bool AllowNarrowing { get; }

    protected internal override void WriteRow(in TRow row, ref RowWriter writer)
    {
        foreach (RowField<TRow> field in _fields) field.Write(in row, ref writer);
    }

    protected internal override void WriteRows(ReadOnlySpan<TRow> rows, ref RowWriter writer)
    {
        if (_packed?.TryWrite(rows, ref writer) == true) return;
        if (_scalars is { } columns && TryWriteNamed(columns, rows, ref writer)) writer.EndRows(rows.Length);
        else base.WriteRows(rows, ref writer);
    }

    /// <summary>Each value into an input of its own, column after column.</summary>
    private static bool TryWriteNamed(ScalarColumn<TRow>[] columns, ReadOnlySpan<TRow> rows, ref RowWriter writer)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (!writer.TryGetScalars(i, rows.Length, columns[i].Type, out Span<byte> values)) return false;
            columns[i].WriteAll(rows, values);
        }

        return true;
    }
}
