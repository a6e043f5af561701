using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Tool.Features;

/// <summary>Which columns of the input go where in a batch.</summary>
internal sealed class FeatureLayout
{
    public FeatureLayout(ImmutableArray<ColumnSchema> columns, ImmutableArray<string> names, ImmutableArray<FeatureSlot> slots)
    {
        Schema = new RecordSchema(columns.AsSpan());
        Columns = [.. columns.Select(static (column, index) => FeatureColumn.Create(index, column))];
        Names = names;
        Slots = slots;
        var widths = new int[names.Length];
        foreach (FeatureSlot slot in slots) widths[slot.Column] += slot.Count;
        Widths = [.. widths];
    }

    public RecordSchema Schema { get; }

    public ImmutableArray<FeatureColumn> Columns { get; }

    /// <summary>The columns of the input that are read, in the order that slots count them.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>How many values each of them has.</summary>
    public ImmutableArray<int> Widths { get; }

    public ImmutableArray<FeatureSlot> Slots { get; }

    /// <summary>Bytes of one row, texts not counted.</summary>
    public long RowBytes => Columns.Sum(static column => (long)column.Schema.Shape.ElementCount * sizeof(double));
}
