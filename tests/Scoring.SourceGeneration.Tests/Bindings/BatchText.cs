using System.Globalization;
using Scoring.Records;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>All values of a batch as text, to be compared; a NaN is equal to another.</summary>
internal static class BatchText
{
    public static string Of(RecordBatch batch) => string.Join("\n", Enumerable.Range(0, batch.Schema.Columns.Length).Select(i => Of(batch, i)));

    private static string Of(RecordBatch batch, int column)
    {
        ColumnSchema schema = batch.Schema.Columns[column];
        return $"{schema}: {schema.Type switch
        {
            ElementType.Float32 => Of<float>(batch, column),
            ElementType.Float64 => Of<double>(batch, column),
            ElementType.Float16 => Of<Half>(batch, column),
            ElementType.Int32 => Of<int>(batch, column),
            ElementType.Int64 => Of<long>(batch, column),
            ElementType.UInt8 => Of<byte>(batch, column),
            ElementType.Boolean => Of<bool>(batch, column),
            ElementType.String => string.Join(" ", Enumerable.Range(0, batch.RowCount).Select(row => batch.GetStrings(column).GetString(row) ?? "<null>")),
            _ => throw new NotSupportedException($"{schema}"),
        }}";
    }

    private static string Of<T>(RecordBatch batch, int column)
        where T : unmanaged => string.Join(" ", batch.GetColumn<T>(column).Values.ToArray().Select(static value => Convert.ToString(value, CultureInfo.InvariantCulture)));
}
