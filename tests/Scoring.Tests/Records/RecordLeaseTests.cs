using System.Runtime.CompilerServices;
using Scoring.Records;

namespace Scoring.Tests.Records;

public class RecordLeaseTests
{
    [Fact]
    public void Share_with_a_version_that_ended_gives_nothing_and_holds_nothing()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int32));
        var batch = RecordBatch.Rent(schema, 1);
        RecordBuffer buffer = batch.Buffer;
        RecordLease root = buffer.Root;
        int version = root.Version;
        batch.Dispose();

        Assert.Null(root.Share(version));
        var next = RecordBatch.Rent(schema, 1);
        using var other = RecordBatch.Rent(schema, 1);
        Assert.Same(buffer, next.Buffer);
        Assert.NotSame(buffer, other.Buffer);

        Assert.Null(root.Share(version));
        next.Dispose();
        using var last = RecordBatch.Rent(schema, 1);
        Assert.Same(buffer, last.Buffer);
    }

    [Fact]
    public void Lease_ends_once()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int32));
        var batch = RecordBatch.Rent(schema, 1);
        RecordLease root = batch.Buffer.Root;
        int version = root.Version;

        root.End(version);
        root.End(version);

        Assert.Equal(version + 1, root.Version);
    }

    [Fact]
    public void Waiting_leases_do_not_keep_memory_alive()
    {
        WeakReference[] buffers = ShareAndDrop();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.DoesNotContain(buffers, static buffer => buffer.IsAlive);
    }

    /// <summary>Many leases at once, each over memory of its own, and all of them ended.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] ShareAndDrop()
    {
        RecordSchema[] schemas = [.. Enumerable.Range(0, 50).Select(static _ => new RecordSchema(new ColumnSchema("x", ElementType.Int32)))];
        RecordBatch[] batches = [.. schemas.Select(static schema => RecordBatch.Rent(schema, 1))];
        RecordBatch[] shares = [.. batches.Select(static batch => batch.Share())];
        WeakReference[] buffers = [.. batches.Select(static batch => new WeakReference(batch.Buffer))];
        foreach (RecordBatch batch in batches) batch.Dispose();
        foreach (RecordBatch share in shares) share.Dispose();
        return buffers;
    }
}
