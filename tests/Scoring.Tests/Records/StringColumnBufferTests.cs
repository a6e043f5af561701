using Scoring.Records;

namespace Scoring.Tests.Records;

/// <summary>The memory behind a string column.</summary>
public class StringColumnBufferTests
{
    [Fact]
    public void Heap_starts_again_with_every_use()
    {
        var schema = new RecordSchema(new ColumnSchema("s", ElementType.String));
        var bytes = new HashSet<long>();

        for (int use = 0; use < 200; use++)
        {
            using var batch = RecordBatch.Rent(schema, 20);
            for (int row = 0; row < 20; row++) batch.GetStrings("s").Set(row, $"some text of use {use:000} and row {row:00}");
            bytes.Add(batch.ColumnAt(0).Bytes);
        }

        Assert.Single(bytes);
    }

    [Fact]
    public void Heap_keeps_only_the_bytes_that_a_text_really_takes()
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("s", ElementType.String)), 64);

        for (int row = 0; row < 64; row++) batch.GetStrings("s").Set(row, new string('x', 100));

        Assert.InRange(batch.ColumnAt(0).Bytes, 6_400, 12_000);
    }

    [Fact]
    public void Null_takes_no_bytes_of_the_heap()
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("s", ElementType.String)), 1000);
        long before = batch.ColumnAt(0).Bytes;

        for (int row = 0; row < 1000; row++) batch.GetStrings("s").Set(row, null);

        Assert.Equal(before, batch.ColumnAt(0).Bytes);
    }
}
