using Scoring.AllocationTests.Measuring;
using Scoring.Records;

namespace Scoring.AllocationTests.Records;

/// <summary>Batches that are rented, filled, read and disposed again and again.</summary>
public sealed class RecordBatchTests(ITestOutputHelper output)
{
    private const int Rows = 100;
    private const int Calls = 20_000;

    private static readonly RecordSchema[] s_schemas =
    [
        new(new ColumnSchema("x", ElementType.Float32)),
        new(new ColumnSchema("features", ElementType.Float32, [20])),
        new(new ColumnSchema("image", ElementType.UInt8, [1, 28, 28])),
        new(new ColumnSchema("distance", ElementType.Float32), new ColumnSchema("hour", ElementType.Int64), new ColumnSchema("card", ElementType.Boolean)),
        new(new ColumnSchema("a", ElementType.Float64), new ColumnSchema("b", ElementType.Float16), new ColumnSchema("city", ElementType.String)),
    ];

    private static readonly RecordSchema s_text = new(new ColumnSchema("city", ElementType.String), new ColumnSchema("words", ElementType.String, [3]));

    private readonly AllocationMeter _meter = new(output);

    [Fact]
    public async Task Renting_several_schemas_allocates_nothing() => await _meter.AssertNothingAsync(Repeat(static call =>
    {
        using RecordBatch batch = RecordBatch.Rent(s_schemas[call % s_schemas.Length], Rows);
    }));

    [Fact]
    public async Task Renting_varying_sizes_allocates_nothing() => await _meter.AssertNothingAsync(Repeat(static call =>
    {
        using RecordBatch batch = RecordBatch.Rent(s_schemas[1], 1 + (call * 37 % (2 * Rows)));
    }));

    [Fact]
    public async Task Holding_many_batches_allocates_nothing()
    {
        var held = new RecordBatch[100];
        await _meter.AssertNothingAsync(Repeat(call =>
        {
            held[call % held.Length].Dispose();
            held[call % held.Length] = RecordBatch.Rent(s_schemas[0], Rows);
        }));
        foreach (RecordBatch batch in held) batch.Dispose();
    }

    [Fact]
    public async Task Writing_and_reading_columns_allocates_nothing() => await _meter.AssertNothingAsync(Repeat(static call =>
    {
        using RecordBatch batch = RecordBatch.Rent(s_schemas[3], Rows);
        Column<float> distances = batch.GetColumn<float>("distance");
        batch.GetColumn<long>(1).Values.Fill(call);
        batch.GetColumn<bool>(2).Values.Clear();
        for (int row = 0; row < batch.RowCount; row++) distances[row] = batch.GetColumn<long>(1)[row];
        distances.SetMissing(0);
        distances.GetRow(1).Clear();
    }));

    [Fact]
    public async Task Slices_allocate_nothing() => await _meter.AssertNothingAsync(Repeat(static call =>
    {
        using RecordBatch batch = RecordBatch.Rent(s_schemas[1], Rows);
        for (int start = 0; start < Rows; start += 10)
        {
            using RecordBatch slice = batch.Slice(start, 10);
            slice.Slice(5, 5).GetColumn<float>(0).Values.Fill(call);
        }
    }));

    [Fact]
    public async Task Shared_slices_allocate_nothing()
    {
        var slices = new RecordBatch[Rows / 10];
        await _meter.AssertNothingAsync(Repeat(call =>
        {
            using (RecordBatch batch = RecordBatch.Rent(s_schemas[1], Rows))
            {
                for (int i = 0; i < slices.Length; i++) slices[i] = batch.Share(i * 10, 10);
            }

            // The slices outlive their batch, and the last one gives the memory back.
            foreach (RecordBatch slice in slices)
            {
                slice.GetColumn<float>(0).Values.Fill(call);
                slice.Dispose();
            }
        }));
    }

    [Fact]
    public async Task Slices_shared_with_other_threads_allocate_nothing()
    {
        const int Threads = 2;
        await _meter.AssertNothingAsync(new Workload(Calls, Rows, calls => Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
        {
            for (int call = 0; call < calls / Threads; call++)
            {
                RecordBatch batch = RecordBatch.Rent(s_schemas[1], Rows);
                using RecordBatch half = batch.Share(0, Rows / 2), all = half.Share();
                batch.Dispose();
            }
        })))));
    }

    [Fact]
    public async Task String_columns_allocate_nothing() => await _meter.AssertNothingAsync(Repeat(static call =>
    {
        using RecordBatch batch = RecordBatch.Rent(s_text, Rows);
        StringColumn cities = batch.GetStrings("city"), words = batch.GetStrings(1);
        for (int row = 0; row < Rows; row++)
        {
            if ((call + row) % 10 == 0) cities.SetNull(row);
            else cities.Set(row, "København");
            words.SetUtf8(row, "zwölf"u8);
            words.Set(row, "dreizehn".AsSpan(0, call % 9), element: 1);
            words.Set(row, null, element: 2);
            if (words.GetUtf8(row).Length != 6 || !words.IsNull(row, 2) || (!cities.IsNull(row) && cities.GetUtf8(row).Length != 10)) throw new InvalidDataException();
        }
    }));

    private static Workload Repeat(Action<int> use) => new(Calls, Rows, calls =>
    {
        for (int call = 0; call < calls; call++) use(call);
        return Task.CompletedTask;
    });
}
