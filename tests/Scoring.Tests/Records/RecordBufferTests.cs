using Scoring.Records;

namespace Scoring.Tests.Records;

/// <summary>What a leaf keeps over pooled memory.</summary>
public class RecordBufferTests
{
    [Fact]
    public void Leaf_state_stays_with_the_memory_from_use_to_use()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Float32), new ColumnSchema("s", ElementType.String));
        var state = new LeafState();
        using (var batch = RecordBatch.Rent(schema, 10)) batch.Buffer.LeaveLeafState(state);

        foreach (int rows in new[] { 10, 3, 0 })
        {
            using var batch = RecordBatch.Rent(schema, rows);
            Assert.Same(state, batch.Buffer.TakeLeafState());
            batch.Buffer.LeaveLeafState(state);
        }

        Assert.Equal(0, state.Disposals);
    }

    [Fact]
    public void Leaf_state_is_taken_once()
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Float32)), 10);
        using RecordBatch share = batch.Share();
        var state = new LeafState();

        Assert.Null(batch.Buffer.TakeLeafState());
        batch.Buffer.LeaveLeafState(state);

        Assert.Same(state, share.Buffer.TakeLeafState());
        Assert.Null(batch.Buffer.TakeLeafState());
        Assert.Equal(0, state.Disposals);
    }

    [Fact]
    public void Leaf_state_is_disposed_once_when_the_memory_moves()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Float32));
        var state = new LeafState();
        using (var batch = RecordBatch.Rent(schema, 10)) batch.Buffer.LeaveLeafState(state);

        using var larger = RecordBatch.Rent(schema, 11);

        Assert.Null(larger.Buffer.TakeLeafState());
        Assert.Equal(1, state.Disposals);
    }

    [Fact]
    public void Leaf_state_that_finds_its_place_taken_is_disposed()
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Float32)), 10);
        var (first, second) = (new LeafState(), new LeafState());

        batch.Buffer.LeaveLeafState(first);
        batch.Buffer.LeaveLeafState(second);

        // The one in place may be in use by now; the one that is left is not.
        Assert.Equal(0, first.Disposals);
        Assert.Equal(1, second.Disposals);
        Assert.Same(first, batch.Buffer.TakeLeafState());
    }

    [Fact]
    public void Leaf_state_is_disposed_when_a_refused_rent_drops_the_memory()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Float32, [1 << 20]));
        var state = new LeafState();
        using (var batch = RecordBatch.Rent(schema, 1)) batch.Buffer.LeaveLeafState(state);

        Assert.Throws<ArgumentException>(() => RecordBatch.Rent(schema, 1 << 20));

        using var next = RecordBatch.Rent(schema, 1);
        Assert.Null(next.Buffer.TakeLeafState());
        Assert.Equal(1, state.Disposals);
    }
}
