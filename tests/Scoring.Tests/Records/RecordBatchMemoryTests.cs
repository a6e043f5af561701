using Scoring.Records;

namespace Scoring.Tests.Records;

/// <summary>Layout of columns: aligned, contiguous, apart from each other.</summary>
public class RecordBatchMemoryTests
{
    [Theory]
    [MemberData(nameof(ElementCases.AllWithShapes), MemberType = typeof(ElementCases))]
    public void Column_is_aligned_and_contiguous<T>(ElementCase<T> element, int[] shape)
        where T : unmanaged
    {
        var schema = new RecordSchema(new ColumnSchema("first", ElementType.Boolean), new ColumnSchema("x", element.Type, RowShape.Create(shape)));
        int perRow = schema.Columns[1].Shape.ElementCount;
        using var batch = RecordBatch.Rent(schema, 5);
        Column<T> column = batch.GetColumn<T>("x");

        Assert.Equal(0, Memory.Of(column.Values) % PinnedMemory.Alignment);
        Assert.Equal(5 * perRow, column.Values.Length);
        for (int row = 0; row < 5; row++)
        {
            Assert.Equal(perRow, column.GetRow(row).Length);
            Assert.True(column.Values.Overlaps(column.GetRow(row), out int offset));
            Assert.Equal(row * perRow, offset);
        }
    }

    [Fact]
    public void Every_column_stays_aligned_through_growth_and_many_rents()
    {
        var schema = new RecordSchema([.. Enum.GetValues<ElementType>().Select(static type => new ColumnSchema($"{type}", type, [3]))]);
        var random = new Random(17);
        var held = new List<RecordBatch>();
        for (int i = 0; i < 400; i++)
        {
            var batch = RecordBatch.Rent(schema, random.Next(0, 1 + i));
            for (int column = 0; column < schema.Columns.Length; column++) Assert.Equal(0, batch.ColumnAt(column).Address % PinnedMemory.Alignment);
            held.Add(batch);
            if (held.Count <= random.Next(8)) continue;
            foreach (RecordBatch done in held) done.Dispose();
            held.Clear();
        }
    }

    [Theory]
    [MemberData(nameof(ElementCases.AllWithShapes), MemberType = typeof(ElementCases))]
    public void Memory_does_not_move_while_it_is_held<T>(ElementCase<T> element, int[] shape)
        where T : unmanaged
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", element.Type, RowShape.Create(shape))), 3);
        nint before = Memory.Of(batch.GetColumn<T>(0).Values);
        element.Values(batch.GetColumn<T>(0).Values.Length).CopyTo(batch.GetColumn<T>(0).Values);

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.Equal(before, Memory.Of(batch.GetColumn<T>(0).Values));
        Assert.Equal(Memory.Bytes(element.Values(batch.GetColumn<T>(0).Values.Length)), Memory.Bytes(batch.GetColumn<T>(0).Values));
    }

    [Fact]
    public void Columns_and_batches_do_not_overlap()
    {
        var schema = new RecordSchema(
            new ColumnSchema("a", ElementType.UInt8, [7]),
            new ColumnSchema("b", ElementType.UInt8, [1]),
            new ColumnSchema("c", ElementType.UInt8));
        RecordBatch[] batches = [.. Enumerable.Range(0, 6).Select(_ => RecordBatch.Rent(schema, 9))];
        byte mark = 0;
        foreach (RecordBatch batch in batches)
        {
            for (int column = 0; column < 3; column++) batch.GetColumn<byte>(column).Values.Fill(++mark);
        }

        mark = 0;
        foreach (RecordBatch batch in batches)
        {
            for (int column = 0; column < 3; column++)
            {
                mark++;
                Assert.Equal(-1, batch.GetColumn<byte>(column).Values.IndexOfAnyExcept(mark));
            }

            batch.Dispose();
        }
    }

    [Fact]
    public void Batch_that_grows_the_pooled_memory_has_all_its_rows()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int64, [2]), new ColumnSchema("s", ElementType.String));
        foreach (int rows in new[] { 1, 1000, 3, 0, 5000, 5001 })
        {
            using var batch = RecordBatch.Rent(schema, rows);
            Span<long> values = batch.GetColumn<long>("x").Values;
            Assert.Equal(2 * rows, values.Length);
            for (int i = 0; i < values.Length; i++) values[i] = i;
            for (int row = 0; row < rows; row++) Assert.True(batch.GetStrings("s").IsNull(row));
            for (int i = 0; i < values.Length; i++) Assert.Equal(i, values[i]);
        }
    }

    [Fact]
    public void Row_of_no_elements_is_allowed()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Float64, [0]), new ColumnSchema("s", ElementType.String, [2, 0]));
        using var batch = RecordBatch.Rent(schema, 3);

        Assert.Equal(3, batch.RowCount);
        Assert.True(batch.GetColumn<double>("x").Values.IsEmpty);
        Assert.True(batch.GetColumn<double>("x").GetRow(2).IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.GetColumn<double>("x").GetRow(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.GetStrings("s").IsNull(0));
    }
}
