using System.Collections.Immutable;

namespace Scoring.Bindings.Fluent;

/// <summary>One lambda per column.</summary>
internal sealed class FluentRowBinding<TRow> : RowBinding<TRow>
{
    /// <summary>So few that their values stay in the nearest cache until the last column is written.</summary>
    private const int RowsPerBlock = 64;

    private readonly RowField<TRow>[] _fields;
    private readonly bool _givesFloats;

    public FluentRowBinding(RowField<TRow>[] fields, bool allowNarrowing)
    {
        _fields = fields;
        _givesFloats = fields.All(static field => field.GivesFloats);
        AllowNarrowing = allowNarrowing;
        Columns = [.. fields.Select(static f => f.Column)];
    }

    public override ImmutableArray<BindingColumn> Columns { get; }

    public override bool AllowNarrowing { get; }

    protected internal override void WriteRow(in TRow row, ref RowWriter writer)
    {
        foreach (RowField<TRow> field in _fields) field.Write(in row, ref writer);
    }

    protected internal override void WriteRows(ReadOnlySpan<TRow> rows, ref RowWriter writer)
    {
        if (_givesFloats && writer.TryGetPacked(rows.Length, out Span<float> values)) WritePacked(rows, values);
        else base.WriteRows(rows, ref writer);
    }

    /// <summary>Column by column: one lambda again and again costs less than one after another.</summary>
    private void WritePacked(ReadOnlySpan<TRow> rows, Span<float> values)
    {
        RowField<TRow>[] fields = _fields;
        while (!rows.IsEmpty)
        {
            ReadOnlySpan<TRow> block = rows[..Math.Min(RowsPerBlock, rows.Length)];
            for (int column = 0; column < fields.Length; column++) fields[column].WriteFloats(block, values[column..], fields.Length);
            rows = rows[block.Length..];
            values = values[(block.Length * fields.Length)..];
        }
    }
}
