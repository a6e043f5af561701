using System.Buffers;
using Scoring.AllocationTests.Measuring;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.AllocationTests.Json;

/// <summary>Batches that are written as JSON again and again.</summary>
public sealed class JsonFrameWriterTests(ITestOutputHelper output)
{
    private const int Seed = 11;
    private const int Rows = 1000;
    private const int Calls = 1000;

    private readonly AllocationMeter _meter = new(output);

    [Theory]
    [InlineData(JsonFrameLayout.Values, false)]
    [InlineData(JsonFrameLayout.Records, false)]
    [InlineData(JsonFrameLayout.Records, true)]
    [InlineData(JsonFrameLayout.Split, false)]
    [InlineData(JsonFrameLayout.Lists, false)]
    [InlineData(JsonFrameLayout.Columns, false)]
    [InlineData(JsonFrameLayout.Index, true)]
    public async Task Frame_in_every_layout_allocates_nothing(JsonFrameLayout layout, bool strings)
    {
        using RecordBatch rows = Frame();
        await AssertNothingAsync(rows, new() { Layout = layout, ValuesAsStrings = strings, WriteIndex = true });
    }

    [Fact]
    public async Task Array_allocates_nothing()
    {
        var random = new Random(Seed);
        using RecordBatch rows = RecordBatch.FromValues<float>([.. Enumerable.Range(0, Rows * 20).Select(_ => random.NextSingle())], [4, 5]);
        await AssertNothingAsync(rows, new());
    }

    private async Task AssertNothingAsync(RecordBatch rows, JsonFrameWriterOptions options)
    {
        var writer = new JsonFrameWriter(rows.Schema, options);
        var target = new ArrayBufferWriter<byte>();
        await _meter.AssertNothingAsync(new Workload(Calls, Rows, calls =>
        {
            for (int call = 0; call < calls; call++)
            {
                target.ResetWrittenCount();
                writer.Write(rows, target);
                writer.WriteColumn(rows, 0, target, flat: true);
            }

            return Task.CompletedTask;
        }));
    }

    private static RecordBatch Frame()
    {
        var random = new Random(Seed);
        return RecordBatch.FromColumns(
            ColumnValues.Of("city", [.. Enumerable.Range(0, Rows).Select(i => i % 7 == 0 ? null : i % 5 == 0 ? $"a \"quoted\" name that is longer than a slot, {i}" : $"Zürich {i}")]),
            ColumnValues.Of("fare", (double[])[.. Enumerable.Range(0, Rows).Select(i => i % 11 == 0 ? double.NaN : i % 2 == 0 ? random.NextDouble() * 1e-7 : Math.Round(random.NextDouble() * 100, 2))]),
            ColumnValues.Of("count", (long[])[.. Enumerable.Range(0, Rows).Select(_ => random.NextInt64())]),
            ColumnValues.Of("card", (bool[])[.. Enumerable.Range(0, Rows).Select(i => i % 2 == 0)]),
            ColumnValues.Of("half", (Half[])[.. Enumerable.Range(0, Rows).Select(_ => (Half)random.NextSingle())]),
            ColumnValues.Of("place", (float[])[.. Enumerable.Range(0, Rows * 2).Select(_ => random.NextSingle())], [2]));
    }
}
