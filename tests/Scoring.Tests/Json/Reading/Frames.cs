using System.Buffers;
using System.Text;
using Scoring.Json;
using Scoring.Json.Reading.Fast;
using Scoring.Records;

namespace Scoring.Tests.Json.Reading;

/// <summary>Texts and what is read from them.</summary>
internal static class Frames
{
    public static IEnumerable<JsonTier> Tiers { get; } = Enum.GetValues<JsonTier>().Where(JsonTiers.IsSupported);

    public static RecordSchema Schema(params ReadOnlySpan<ColumnSchema> columns) => new(columns);

    public static ColumnSchema Column(string name, ElementType type = ElementType.Float64, RowShape shape = default) => new(name, type, shape);

    /// <summary>Reads a text in every tier; the values of all as text, row by row.</summary>
    public static string Read(string json, RecordSchema schema, int? rows = null, JsonFrameReaderOptions? options = null) => Read(Encoding.UTF8.GetBytes(json), schema, rows, options);

    public static string Read(byte[] json, RecordSchema schema, int? rows = null, JsonFrameReaderOptions? options = null)
    {
        string? first = null;
        foreach (JsonTier tier in Tiers)
        {
            using RecordBatch batch = new JsonFrameReader(schema, options, tier).Read(new ReadOnlySequence<byte>(json), rows);
            string text = Show(batch);
            Assert.Equal(first ??= text, text);
        }

        return first!;
    }

    /// <summary>Reads a text that is wrong; every tier says the same.</summary>
    public static JsonFrameException Fail(string json, RecordSchema schema, int? rows = null, JsonFrameReaderOptions? options = null)
    {
        JsonFrameException? first = null;
        foreach (JsonTier tier in Tiers)
        {
            var reader = new JsonFrameReader(schema, options, tier);
            JsonFrameException error = Assert.Throws<JsonFrameException>(() => reader.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)), rows).Dispose());
            Assert.Equal((first ??= error).Message, error.Message);
            Assert.Equal(first.Error, error.Error);
        }

        return first!;
    }

    /// <summary>All values: rows apart by ';', columns by ' ', elements by ','.</summary>
    public static string Show(RecordBatch batch) =>
        string.Join("; ", Enumerable.Range(0, batch.RowCount).Select(row => string.Join(' ', Enumerable.Range(0, batch.Schema.Columns.Length).Select(column => Show(batch, column, row)))));

    private static string Show(RecordBatch batch, int column, int row)
    {
        ColumnSchema schema = batch.Schema.Columns[column];
        return string.Join(',', Enumerable.Range(0, schema.Shape.ElementCount).Select(element => schema.Type switch
        {
            ElementType.Float64 => FormattableString.Invariant($"{batch.GetColumn<double>(column).GetRow(row)[element]:R}"),
            ElementType.Float32 => FormattableString.Invariant($"{batch.GetColumn<float>(column).GetRow(row)[element]:R}"),
            ElementType.Float16 => FormattableString.Invariant($"{batch.GetColumn<Half>(column).GetRow(row)[element]:R}"),
            ElementType.Int64 => FormattableString.Invariant($"{batch.GetColumn<long>(column).GetRow(row)[element]}"),
            ElementType.Int32 => FormattableString.Invariant($"{batch.GetColumn<int>(column).GetRow(row)[element]}"),
            ElementType.Int16 => FormattableString.Invariant($"{batch.GetColumn<short>(column).GetRow(row)[element]}"),
            ElementType.Int8 => FormattableString.Invariant($"{batch.GetColumn<sbyte>(column).GetRow(row)[element]}"),
            ElementType.UInt64 => FormattableString.Invariant($"{batch.GetColumn<ulong>(column).GetRow(row)[element]}"),
            ElementType.UInt32 => FormattableString.Invariant($"{batch.GetColumn<uint>(column).GetRow(row)[element]}"),
            ElementType.UInt16 => FormattableString.Invariant($"{batch.GetColumn<ushort>(column).GetRow(row)[element]}"),
            ElementType.UInt8 => FormattableString.Invariant($"{batch.GetColumn<byte>(column).GetRow(row)[element]}"),
            ElementType.Boolean => batch.GetColumn<bool>(column).GetRow(row)[element] ? "true" : "false",
            _ => batch.GetStrings(column).GetString(row, element) ?? "null",
        }));
    }
}
