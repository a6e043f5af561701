using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Scoring.Records;

namespace Scoring.Tests.Records;

/// <summary>Batches rented, shared, read and disposed by many threads at once.</summary>
public class RecordBatchStressTests
{
    private const int ThreadCount = 4;

    [Fact]
    public void Shares_handed_to_other_threads_are_never_torn()
    {
        const int BatchesPerThread = 50_000;
        var schema = new RecordSchema(
            new ColumnSchema("id", ElementType.Int64),
            new ColumnSchema("x", ElementType.Float32, [8]),
            new ColumnSchema("s", ElementType.String));
        ConcurrentQueue<Shared>[] inboxes = [.. Enumerable.Range(0, ThreadCount).Select(static _ => new ConcurrentQueue<Shared>())];
        using var produced = new Barrier(ThreadCount);
        long handed = 0;
        long seen = 0;

        Threads.Run(ThreadCount, index =>
        {
            var random = new Random((int)Properties.Seed + index);
            try
            {
                for (int i = 0; i < BatchesPerThread; i++)
                {
                    long stamp = (((long)index * BatchesPerThread) + i) * 16;
                    Interlocked.Add(ref handed, Produce(schema, stamp, random, inboxes[(index + 1) % ThreadCount]));
                    Interlocked.Add(ref seen, CheckAll(inboxes[index]));
                }
            }
            finally
            {
                produced.SignalAndWait(TestContext.Current.CancellationToken);
            }

            Interlocked.Add(ref seen, CheckAll(inboxes[index]));
        });

        Assert.Equal(handed, seen);
    }

    [Fact]
    public void Share_while_another_thread_disposes_is_a_hold_or_an_error()
    {
        const int Batches = 20_000;
        var schema = new RecordSchema(new ColumnSchema("id", ElementType.Int64, [64]));
        Offer? offered = null;
        long taken = 0;
        bool isOver = false;

        Threads.Run(2, index =>
        {
            var random = new Random((int)Properties.Seed + index);
            try
            {
                for (long id = 1; id <= Batches; id++)
                {
                    if (index == 0)
                    {
                        var batch = RecordBatch.Rent(schema, 1);
                        batch.GetColumn<long>(0).Values.Fill(id);
                        Volatile.Write(ref offered, new Offer(batch, id));
                        WaitUntil(() => Volatile.Read(ref taken) == id || Volatile.Read(ref isOver));
                        Thread.SpinWait(random.Next(40));
                        batch.Dispose();
                    }
                    else
                    {
                        WaitUntil(() => Volatile.Read(ref offered)?.Id == id || Volatile.Read(ref isOver));
                        Offer offer = offered!;
                        Volatile.Write(ref taken, id);
                        Thread.SpinWait(random.Next(40));
                        CheckHold(offer);
                    }
                }
            }
            finally
            {
                Volatile.Write(ref isOver, true);
            }
        });
    }

    [Fact]
    public void Dispose_of_one_batch_from_many_threads_returns_it_once()
    {
        const int Rounds = 5_000;
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int32));
        RecordBatch[] batches = [.. Enumerable.Range(0, Rounds).Select(_ => RecordBatch.Rent(schema, 1))];
        RecordBatch[] shares = [.. batches.Select(static batch => batch.Share())];
        using var start = new Barrier(ThreadCount);

        Threads.Run(ThreadCount, index =>
        {
            start.SignalAndWait(TestContext.Current.CancellationToken);
            for (int i = 0; i < Rounds; i++)
            {
                (index % 2 == 0 ? batches : shares)[i].Dispose();
                (index % 2 == 0 ? shares : batches)[i].Dispose();
            }
        });

        RecordBatch[] again = [.. Enumerable.Range(0, 500).Select(_ => RecordBatch.Rent(schema, 1))];
        Assert.Equal(again.Length, again.Select(static batch => batch.Buffer).Distinct().Count());
    }

    [Fact]
    public void Different_numeric_rows_can_be_written_by_different_threads()
    {
        const int Rows = 4_000;
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Int16, [3]), new ColumnSchema("y", ElementType.UInt8)), Rows);

        Threads.Run(ThreadCount, index =>
        {
            for (int row = index; row < Rows; row += ThreadCount)
            {
                batch.GetColumn<short>("x").GetRow(row).Fill((short)row);
                batch.GetColumn<byte>("y")[row] = (byte)row;
            }
        });

        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(-1, batch.GetColumn<short>("x").GetRow(row).IndexOfAnyExcept((short)row));
            Assert.Equal((byte)row, batch.GetColumn<byte>("y")[row]);
        }
    }

    [Fact]
    public void Threads_that_ask_for_one_schema_get_one()
    {
        const int Names = 20;
        var schemas = new ConcurrentBag<RecordSchema>();
        int arrived = 0;

        Threads.Run(2, _ =>
        {
            for (int name = 0; name < Names; name++)
            {
                ColumnSchema[] columns = [.. Enumerable.Range(0, 200).Select(index => new ColumnSchema($"column {name}.{index}", ElementType.Int8))];
                int everyone = 2 * (name + 1);
                Interlocked.Increment(ref arrived);
                WaitUntil(() => Volatile.Read(ref arrived) >= everyone);
                schemas.Add(RecordSchemaCache.Get(columns));
            }
        });

        Assert.Equal(Names, schemas.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    private static int Produce(RecordSchema schema, long stamp, Random random, ConcurrentQueue<Shared> inbox)
    {
        int rows = random.Next(1, 13);
        var batch = RecordBatch.Rent(schema, rows);
        Write(batch, stamp);
        int shares = random.Next(1, 4);
        for (int i = 0; i < shares; i++)
        {
            int start = random.Next(rows);
            inbox.Enqueue(new Shared(batch.Share(start, random.Next(rows - start + 1)), stamp + start));
        }

        if (random.Next(2) == 0) CheckPattern(batch, stamp);
        batch.Dispose();
        return shares;
    }

    private static int CheckAll(ConcurrentQueue<Shared> inbox)
    {
        int count = 0;
        while (inbox.TryDequeue(out Shared shared))
        {
            CheckPattern(shared.Batch, shared.FirstId);
            shared.Batch.Dispose();
            count++;
        }

        return count;
    }

    /// <summary>Every cell of a row says which batch and row it is: the id; eight floats of its low bits; and its bytes, once for each of 1 to 4.</summary>
    private static void Write(RecordBatch batch, long firstId)
    {
        Column<long> ids = batch.GetColumn<long>(0);
        Column<float> floats = batch.GetColumn<float>(1);
        StringColumn strings = batch.GetStrings(2);
        Span<long> text = stackalloc long[4];
        for (int row = 0; row < batch.RowCount; row++)
        {
            long id = firstId + row;
            ids[row] = id;
            floats.GetRow(row).Fill(id);
            text.Fill(id);
            strings.SetUtf8(row, MemoryMarshal.AsBytes(text)[..(8 * (1 + (int)(id % 4)))]);
        }
    }

    private static void CheckPattern(RecordBatch batch, long firstId)
    {
        Column<long> ids = batch.GetColumn<long>(0);
        Column<float> floats = batch.GetColumn<float>(1);
        StringColumn strings = batch.GetStrings(2);
        bool isWhole = true;
        for (int row = 0; row < batch.RowCount; row++)
        {
            long id = firstId + row;
            ReadOnlySpan<long> text = MemoryMarshal.Cast<byte, long>(strings.GetUtf8(row));
            isWhole &= ids[row] == id && floats.GetRow(row).IndexOfAnyExcept(id) < 0 && text.Length == 1 + (int)(id % 4) && text.IndexOfAnyExcept(id) < 0;
        }

        if (!isWhole) Assert.Fail($"The rows from id {firstId} of {batch} are torn. SCORING_TEST_SEED={Properties.Seed}");
    }

    /// <summary>The offered batch may be gone. If it can still be held, all of it is what its owner wrote, however long one looks.</summary>
    private static void CheckHold(Offer offer)
    {
        RecordBatch share;
        try
        {
            share = offer.Batch.Share();
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        using (share)
        {
            for (int look = 0; look < 40; look++)
            {
                int other = share.GetColumn<long>(0).Values.IndexOfAnyExcept(offer.Id);
                if (other < 0) continue;
                long seen = share.GetColumn<long>(0).Values[other];
                Assert.Fail($"Batch {offer.Id} was held and shows {seen}. SCORING_TEST_SEED={Properties.Seed}");
            }
        }
    }

    private static void WaitUntil(Func<bool> condition)
    {
        var spinner = default(SpinWait);
        while (!condition()) spinner.SpinOnce(sleep1Threshold: -1);
    }

    private readonly record struct Shared(RecordBatch Batch, long FirstId);

    private sealed record Offer(RecordBatch Batch, long Id);
}
