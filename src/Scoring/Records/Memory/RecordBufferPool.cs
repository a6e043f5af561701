using Microsoft.Extensions.ObjectPool;

namespace Scoring.Records.Memory;

/// <summary>The buffers of one schema that wait for their next use.</summary>
internal sealed class RecordBufferPool
{
    /// <summary>Most bytes of one column: the largest array, less the alignment.</summary>
    public static readonly long MaxColumnBytes = Array.MaxLength - PinnedMemory.Alignment - PinnedMemory.Slack;

    /// <summary>Twice the default of 20 parallel requests, request and response, with some to spare.</summary>
    private const int MaxRetainedBuffers = 128;

    /// <summary>Buffers from this size on are also counted in bytes, so that image batches do not pile up.</summary>
    private const long LargeBufferBytes = 1 << 20;

    private const long MaxRetainedLargeBytes = 512L << 20;

    private readonly DefaultObjectPool<RecordBuffer> _buffers;

    /// <summary>Looked at first. Not counted among the retained ones: there are a few per processor.</summary>
    private readonly NearbyBuffers _nearby = new();

    /// <summary>Bytes of the large buffers that wait in the pool. Changed only by interlocked operations.</summary>
    private long _retainedLargeBytes;

    /// <summary>Rows of the largest batch yet, roughly: threads may overwrite each other's number.</summary>
    private int _mostRows;

    public RecordBufferPool(RecordSchema schema) =>
        _buffers = new DefaultObjectPool<RecordBuffer>(new Policy(this, schema), MaxRetainedBuffers);

    public RecordBuffer Rent(int rows)
    {
        if (rows > _mostRows) _mostRows = rows;
        RecordBuffer buffer = _nearby.TryTake() ?? TakeFromPool();
        try
        {
            buffer.Start(rows, _mostRows);
        }
        catch
        {
            // Too large, or out of memory: the buffer is dropped, and with it what a leaf kept over it.
            buffer.DropLeafState();
            throw;
        }

        return buffer;
    }

    public void Return(RecordBuffer buffer)
    {
        // A large buffer fits no cache, so nearby would only keep it from the count.
        if (buffer.Bytes >= LargeBufferBytes || !_nearby.TryLeave(buffer)) _buffers.Return(buffer);
    }

    private RecordBuffer TakeFromPool()
    {
        RecordBuffer buffer = _buffers.Get();
        CountLarge(-buffer.Bytes);
        return buffer;
    }

    private bool Keep(RecordBuffer buffer)
    {
        long bytes = buffer.Bytes;
        if (CountLarge(bytes) <= MaxRetainedLargeBytes) return true;
        CountLarge(-bytes);
        buffer.DropLeafState();
        return false;
    }

    private long CountLarge(long bytes) => Math.Abs(bytes) < LargeBufferBytes ? 0 : Interlocked.Add(ref _retainedLargeBytes, bytes);

    private sealed class Policy(RecordBufferPool pool, RecordSchema schema) : IPooledObjectPolicy<RecordBuffer>
    {
        public RecordBuffer Create()
        {
            // Another thread's buffer rather than a new one, so that there are no more of them than were ever in use at once.
            if (pool._nearby.TryTakeOver() is { } buffer) return buffer;

            // The pool is empty, so nothing is retained. Starting again from 0 also forgets a buffer that the pool dropped for being one too many.
            Volatile.Write(ref pool._retainedLargeBytes, 0);
            return new RecordBuffer(schema, pool);
        }

        public bool Return(RecordBuffer buffer) => pool.Keep(buffer);
    }
}
