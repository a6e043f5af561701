using System.Buffers;
using System.Globalization;
using System.Text;
using Scoring.AllocationTests.Measuring;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.AllocationTests.Json;

/// <summary>Answers that are read again and again, in each form.</summary>
public sealed class JsonFrameReaderTests(ITestOutputHelper output)
{
    private const int Rows = 100;
    private const int Calls = 10_000;

    private static readonly RecordSchema s_mixed = new(
        new ColumnSchema("a", ElementType.Float64), new ColumnSchema("b", ElementType.String), new ColumnSchema("n", ElementType.Int64), new ColumnSchema("f", ElementType.Boolean));

    private static readonly RecordSchema s_vector = new(new ColumnSchema("p", ElementType.Float32, [5]));

    private readonly AllocationMeter _meter = new(output);

    [Fact]
    public async Task Reading_arrays_of_numbers_allocates_nothing() =>
        await AssertNothingAsync(s_vector, Join(static row => $"[{row}.5,-1e-3,0.1234567890123,{row},NaN]"));

    [Fact]
    public async Task Reading_lists_allocates_nothing() =>
        await AssertNothingAsync(s_mixed, Join(static row => $"[{row}.5, \"x\\u00e9{row}\", {row}, true]"));

    [Fact]
    public async Task Reading_records_allocates_nothing() =>
        await AssertNothingAsync(s_mixed, $"{{\"predictions\":{Join(static row => $"{{\"n\":{row},\"a\":\"{row}.25\",\"b\":\"long enough {row}\",\"f\":false,\"more\":[1]}}")}}}");

    [Fact]
    public async Task Reading_a_table_allocates_nothing() => await AssertNothingAsync(s_mixed,
        $"{{\"Results\":{{\"output1\":{{\"type\":\"DataTable\",\"value\":{{\"ColumnNames\":[\"b\",\"a\",\"n\",\"f\"],\"Values\":{Join(static row => $"[\"t{row}\",\"{row}.5\",\"{row}\",\"True\"]")}}}}}}}}}");

    [Fact]
    public async Task Reading_columns_of_labels_allocates_nothing() => await AssertNothingAsync(s_mixed,
        $"{{\"a\":{Labels("0.5")},\"b\":{Labels("\"x\"")},\"n\":{Labels("7")},\"f\":{Labels("true")}}}");

    [Fact]
    public async Task Reading_JSON_in_a_string_allocates_nothing() =>
        await AssertNothingAsync(s_mixed, $"\"{Join(static row => $"[{row}.5, \"x{row}\", {row}, true]").Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

    [Fact]
    public async Task Reading_tensors_allocates_nothing() =>
        await AssertNothingAsync(s_vector, $"{{\"outputs\":[{{\"name\":\"p\",\"shape\":[{Rows},5],\"datatype\":\"FP32\",\"data\":{Join(static row => $"{row}.5,1,2,3,4")}}}]}}");

    private async Task AssertNothingAsync(RecordSchema schema, string text)
    {
        var reader = new JsonFrameReader(schema);
        byte[] json = Encoding.UTF8.GetBytes(text);
        var first = new Piece(json.AsMemory(0, json.Length / 2), 0);
        var split = new ReadOnlySequence<byte>(first, 0, first.Add(json.AsMemory(json.Length / 2)), json.Length - (json.Length / 2));
        await _meter.AssertNothingAsync(new Workload(Calls, Rows, calls =>
        {
            for (int call = 0; call < calls; call++) Read(reader, call % 2 == 0 ? new ReadOnlySequence<byte>(json) : split, call % 3 == 0 ? Rows : null);
            return Task.CompletedTask;
        }));
    }

    private static void Read(JsonFrameReader reader, in ReadOnlySequence<byte> json, int? rows)
    {
        using RecordBatch batch = reader.Read(json, rows);
        if (batch.RowCount != Rows) throw new InvalidDataException();
    }

    private static string Join(Func<int, string> row) => $"[{string.Join(",", Enumerable.Range(0, Rows).Select(row))}]";

    private static string Labels(string value) =>
        $"{{{string.Join(",", Enumerable.Range(0, Rows).Reverse().Select(row => string.Create(CultureInfo.InvariantCulture, $"\"{row}\":{value}")))}}}";

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public Piece Add(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
