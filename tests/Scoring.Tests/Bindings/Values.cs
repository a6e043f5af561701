using Scoring.Records;

namespace Scoring.Tests.Bindings;

/// <summary>What a batch holds, as objects.</summary>
internal static class Values
{
    /// <summary>All elements of a column, row-major.</summary>
    public static object?[] Of(RecordBatch batch, int column = 0) => batch.Schema.Columns[column].Type switch
    {
        ElementType.Float32 => Boxed<float>(batch, column),
        ElementType.Float64 => Boxed<double>(batch, column),
        ElementType.Float16 => Boxed<Half>(batch, column),
        ElementType.Int8 => Boxed<sbyte>(batch, column),
        ElementType.Int16 => Boxed<short>(batch, column),
        ElementType.Int32 => Boxed<int>(batch, column),
        ElementType.Int64 => Boxed<long>(batch, column),
        ElementType.UInt8 => Boxed<byte>(batch, column),
        ElementType.UInt16 => Boxed<ushort>(batch, column),
        ElementType.UInt32 => Boxed<uint>(batch, column),
        ElementType.UInt64 => Boxed<ulong>(batch, column),
        ElementType.Boolean => Boxed<bool>(batch, column),
        _ => Strings(batch, column),
    };

    /// <summary>All elements of a column by name, row-major.</summary>
    public static object?[] Of(RecordBatch batch, string column) => Of(batch, batch.Schema.IndexOf(column));

    private static object?[] Boxed<T>(RecordBatch batch, int column)
        where T : unmanaged => [.. batch.GetColumn<T>(column).Values.ToArray().Select(static value => (object?)value)];

    private static object?[] Strings(RecordBatch batch, int column)
    {
        int perRow = batch.Schema.Columns[column].Shape.ElementCount;
        StringColumn strings = batch.GetStrings(column);
        return [.. Enumerable.Range(0, batch.RowCount * perRow).Select(i => (object?)strings.GetString(i / perRow, i % perRow))];
    }
}
