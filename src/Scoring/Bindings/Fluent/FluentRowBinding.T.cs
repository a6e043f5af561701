using System.Collections.Immutable;

namespace Scoring.Bindings.Fluent;

/// <summary>One lambda per column.</summary>
internal sealed class FluentRowBinding<TRow> : RowBinding<TRow>
{
    private readonly RowField<TRow>[] _fields;

    /// <summary>The lambdas, where all give float: then a packed input is filled without a virtual call per value.</summary>
    private readonly ColumnGetter<TRow, float>[]? _floatGetters;

    public FluentRowBinding(RowField<TRow>[] fields, bool allowNarrowing)
    {
        _fields = fields;
        AllowNarrowing = allowNarrowing;
        Columns = [.. fields.Select(static f => f.Column)];
        if (fields.All(static f => f is ScalarField<TRow, float>)) _floatGetters = [.. fields.Select(static f => ((ScalarField<TRow, float>)f).Getter)];
    }

    public override ImmutableArray<BindingColumn> Columns { get; }

    public override bool AllowNarrowing { get; }

    protected internal override void WriteRow(in TRow row, ref RowWriter writer)
    {
        foreach (RowField<TRow> field in _fields) field.Write(in row, ref writer);
    }

    protected internal override void WriteRows(ReadOnlySpan<TRow> rows, ref RowWriter writer)
    {
        if (_floatGetters is { } getters && writer.TryGetPacked(rows.Length, out Span<float> values)) WritePacked(rows, getters, values);
        else base.WriteRows(rows, ref writer);
    }

    private static void WritePacked(ReadOnlySpan<TRow> rows, ColumnGetter<TRow, float>[] getters, Span<float> values)
    {
        foreach (ref readonly TRow row in rows)
        {
            for (int i = 0; i < getters.Length; i++) values[i] = getters[i](in row);
            values = values[getters.Length..];
        }
    }
}
