using Scoring.Records;

namespace Scoring.Tests.Records;

public class RecordBufferPoolTests
{
    [Fact]
    public void Pool_keeps_a_limited_number_of_buffers()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int32));
        HashSet<RecordBuffer> first = Rented(schema, rows: 10, count: 300);

        HashSet<RecordBuffer> second = Rented(schema, rows: 10, count: 300);

        Assert.Equal(300, first.Count);
        // One more waits in this thread's own place.
        Assert.Equal(128 + 1, second.Intersect(first).Count());
    }

    [Fact]
    public void Thread_finds_again_the_small_buffer_that_it_used_last()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int32));
        RecordBatch[] batches = [RecordBatch.Rent(schema, 10), RecordBatch.Rent(schema, 10), RecordBatch.Rent(schema, 10)];
        RecordBuffer mine = batches[1].Buffer;
        batches[1].Dispose();
        var elsewhere = new Thread(() => batches[0].Dispose());
        elsewhere.Start();
        elsewhere.Join();
        batches[2].Dispose();

        using RecordBatch again = RecordBatch.Rent(schema, 5);
        Assert.Same(mine, again.Buffer);
    }

    [Fact]
    public void Buffer_that_waits_at_another_threads_place_is_used_before_a_new_one_is_made()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int32));
        RecordBuffer? theirs = null;
        Threads.Run(1, _ =>
        {
            using RecordBatch batch = RecordBatch.Rent(schema, 10);
            theirs = batch.Buffer;
        });

        using RecordBatch mine = RecordBatch.Rent(schema, 10);

        Assert.Same(theirs, mine.Buffer);
    }

    [Fact]
    public void New_buffer_has_room_at_once_for_as_many_rows_as_others_had()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int32));
        using RecordBatch large = RecordBatch.Rent(schema, 200);
        using RecordBatch small = RecordBatch.Rent(schema, 3);

        Assert.InRange(small.Buffer.Bytes, 200 * sizeof(int), 300 * sizeof(int));
    }

    [Fact]
    public void New_buffer_has_no_room_for_rows_that_take_much_memory()
    {
        var schema = new RecordSchema(new ColumnSchema("image", ElementType.UInt8, [100_000]), new ColumnSchema("x", ElementType.Int32));
        using RecordBatch large = RecordBatch.Rent(schema, 200);
        using RecordBatch small = RecordBatch.Rent(schema, 1);

        Assert.InRange(small.Buffer.Bytes, 100_000, 100_100);
    }

    [Fact]
    public void Pool_keeps_a_limited_number_of_bytes_in_large_buffers()
    {
        const int Megabytes = 200;
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.UInt8, [1 << 20]));
        HashSet<RecordBuffer> first = Rented(schema, rows: Megabytes, count: 3);

        HashSet<RecordBuffer> second = Rented(schema, rows: 1, count: 3);

        Assert.Equal(2, second.Intersect(first).Count());
    }

    [Fact]
    public void Leaf_state_of_memory_that_the_pool_does_not_keep_is_disposed()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.UInt8, [1 << 20]));
        var state = new LeafState();
        using (var batch = RecordBatch.Rent(schema, 513)) batch.Buffer.LeaveLeafState(state);

        Assert.Equal(1, state.Disposals);
    }

    [Fact]
    public void Large_buffers_that_wait_are_counted_once_however_often_they_are_used()
    {
        const int Megabytes = 200;
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.UInt8, [1 << 20]));
        HashSet<RecordBuffer> first = Rented(schema, rows: Megabytes, count: 2);

        for (int i = 0; i < 10; i++) Assert.True(first.SetEquals(Rented(schema, rows: 1 + i, count: 2)));
    }

    private static HashSet<RecordBuffer> Rented(RecordSchema schema, int rows, int count)
    {
        RecordBatch[] batches = [.. Enumerable.Range(0, count).Select(_ => RecordBatch.Rent(schema, rows))];
        HashSet<RecordBuffer> buffers = [.. batches.Select(static batch => batch.Buffer)];
        foreach (RecordBatch batch in batches) batch.Dispose();
        return buffers;
    }
}
