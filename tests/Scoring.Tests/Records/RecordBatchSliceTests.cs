using Scoring.Records;

namespace Scoring.Tests.Records;

public class RecordBatchSliceTests
{
    private static readonly RecordSchema s_schema = new(new ColumnSchema("x", ElementType.Int32, [2]), new ColumnSchema("s", ElementType.String));

    [Theory]
    [InlineData(0, 8)]
    [InlineData(0, 3)]
    [InlineData(3, 5)]
    [InlineData(7, 1)]
    [InlineData(8, 0)]
    [InlineData(0, 0)]
    public void Slice_and_share_show_their_rows(int start, int count)
    {
        using RecordBatch batch = Numbered(8);
        using RecordBatch share = batch.Share(start, count);

        foreach (RecordBatch part in new[] { batch.Slice(start, count), share })
        {
            Assert.Equal(count, part.RowCount);
            Assert.Same(s_schema, part.Schema);
            AssertNumbered(part, start);
        }
    }

    [Fact]
    public void Share_without_arguments_shows_every_row()
    {
        using RecordBatch batch = Numbered(8);
        using RecordBatch share = batch.Slice(2, 4).Share();

        Assert.Equal(4, share.RowCount);
        AssertNumbered(share, 2);
    }

    [Fact]
    public void Slices_of_slices_count_from_their_own_start()
    {
        using RecordBatch batch = Numbered(20);
        using RecordBatch share = batch.Slice(2, 16).Share(3, 10);

        AssertNumbered(batch.Slice(2, 16).Slice(3, 10).Slice(4, 5), 9);
        AssertNumbered(share.Slice(4, 5), 9);
        AssertNumbered(share.Slice(4, 5).Slice(0, 5), 9);
    }

    [Fact]
    public void Column_of_a_slice_lies_within_that_of_its_batch()
    {
        using RecordBatch batch = Numbered(8);
        Span<int> all = batch.GetColumn<int>("x").Values;
        Span<int> part = batch.Slice(3, 2).GetColumn<int>("x").Values;

        Assert.True(all.Overlaps(part, out int offset));
        Assert.Equal(6, offset);
        Assert.Equal(4, part.Length);
        Assert.Equal(sizeof(int) * 6, Memory.Of(part) - Memory.Of(all));
    }

    [Fact]
    public void Slice_and_share_write_into_the_same_rows()
    {
        using RecordBatch batch = Numbered(8);
        using RecordBatch share = batch.Share(4, 2);

        batch.Slice(3, 2).GetColumn<int>("x").GetRow(1)[0] = -1;
        share.GetColumn<int>("x").GetRow(0)[1] = -2;
        share.GetStrings("s").Set(1, "written");

        Assert.Equal([-1, -2], batch.GetColumn<int>("x").GetRow(4).ToArray());
        Assert.Equal("written", batch.GetStrings("s").GetString(5));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 9)]
    [InlineData(8, 1)]
    [InlineData(9, 0)]
    [InlineData(5, 4)]
    [InlineData(0, -1)]
    [InlineData(1, int.MaxValue)]
    [InlineData(int.MinValue, int.MinValue)]
    [InlineData(int.MaxValue, 1)]
    public void Slice_beyond_the_batch_throws_and_shows_both(int start, int count)
    {
        using RecordBatch batch = Numbered(8);

        foreach (Action use in new Action[] { () => batch.Slice(start, count), () => batch.Share(start, count) })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(use);
            Assert.Contains($"{count} rows from row {start}", error.Message);
            Assert.Contains("the 8 rows of the batch", error.Message);
        }
    }

    [Fact]
    public void Slice_of_a_slice_cannot_reach_beyond_it()
    {
        using RecordBatch batch = Numbered(8);
        RecordBatch slice = batch.Slice(2, 3);

        Assert.Throws<ArgumentOutOfRangeException>(() => slice.Slice(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.Slice(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.Share(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.GetColumn<int>("x").GetRow(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.GetColumn<int>("x").GetRow(-1));
    }

    [Fact]
    public void Refused_share_holds_nothing()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int32));
        var batch = RecordBatch.Rent(schema, 4);
        nint address = Memory.Of(batch);

        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Share(3, 2));
        batch.Dispose();

        using var next = RecordBatch.Rent(schema, 4);
        Assert.Equal(address, Memory.Of(next));
    }

    private static RecordBatch Numbered(int rows)
    {
        var batch = RecordBatch.Rent(s_schema, rows);
        for (int row = 0; row < rows; row++)
        {
            batch.GetColumn<int>("x").GetRow(row)[0] = row;
            batch.GetColumn<int>("x").GetRow(row)[1] = -row;
            batch.GetStrings("s").Set(row, $"row {row}");
        }

        return batch;
    }

    private static void AssertNumbered(RecordBatch batch, int first)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            Assert.Equal([first + row, -(first + row)], batch.GetColumn<int>("x").GetRow(row).ToArray());
            Assert.Equal($"row {first + row}", batch.GetStrings("s").GetString(row));
        }
    }
}
