using System.Runtime.InteropServices;
using Scoring.Benchmarks.LocalOnnx.Raw;
using Scoring.Concurrency;

namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows.Bare;

/// <summary>One run: its rows, from when they are taken until each has ended. Pooled.</summary>
/// <remarks>Rows are claimed one by one, by the lane's thread and by a helper, so that none waits behind another's caller; a helper that finds several left queues one more.</remarks>
internal sealed class BareFlight<TRow, TScore>(BareFlightPool<TRow, TScore> pool, IModelCase model, int maxBatchCount) : IThreadPoolWorkItem, IDisposable
    where TRow : unmanaged
    where TScore : unmanaged
{
    private readonly RawTensors _inputs = new(maxBatchCount, model.Features);

    /// <summary>With room for one more row: the runtime makes a tuple of three values as large as four, and the last one is read from here too.</summary>
    private readonly RawTensors _outputs = new(maxBatchCount + 1, model.Outputs);

    private readonly int _bytesPerScore = model.Outputs * sizeof(float);
    private readonly BareCall<TRow, TScore>[] _calls = new BareCall<TRow, TScore>[maxBatchCount];

    /// <summary>Rows aboard. Written before the first claim.</summary>
    private int _count;

    /// <summary>The next row to claim. Moved only by interlocked operations.</summary>
    private int _next;

    /// <summary>Threads and queued helpers that hold the flight; at 0 it is used again. Changed only by interlocked operations.</summary>
    private int _holders;

    /// <summary>Keeps the next flight off this one's cache lines.</summary>
    public CacheLines Room { get; }

    /// <summary>Takes rows from a queue, under the batcher's lock.</summary>
    public void Board(BareQueue<TRow, TScore> queue, int count)
    {
        queue.Take(_calls.AsSpan(0, count));
        _count = count;
    }

    public void Run(RawSession session)
    {
        Span<TRow> rows = MemoryMarshal.Cast<float, TRow>(_inputs.Values.AsSpan());
        for (int i = 0; i < _count; i++) rows[i] = _calls[i].Row;
        session.Run(_inputs.Of(_count), _outputs.Of(_count));
    }

    /// <summary>Ends all rows, here and where helpers run. Whoever is the last to leave gives the flight back.</summary>
    public void EndAll()
    {
        Volatile.Write(ref _holders, 1);
        Volatile.Write(ref _next, 0);
        if (_count > 1) QueueHelper();
        EndRest();
        Release();
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (Volatile.Read(ref _next) < _count - 1) QueueHelper();
        EndRest();
        Release();
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _outputs.Dispose();
    }

    private void QueueHelper()
    {
        Interlocked.Increment(ref _holders);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void EndRest()
    {
        ReadOnlySpan<byte> scores = MemoryMarshal.AsBytes(_outputs.Values.AsSpan());
        int index;
        while (Volatile.Read(ref _next) < _count && (index = Interlocked.Increment(ref _next) - 1) < _count) _calls[index].End(MemoryMarshal.Read<TScore>(scores[(index * _bytesPerScore)..]));
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0) pool.Return(this);
    }
}
