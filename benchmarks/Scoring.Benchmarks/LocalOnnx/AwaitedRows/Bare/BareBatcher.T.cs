using System.Diagnostics;
using Scoring.Benchmarks.LocalOnnx.Raw;

namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows.Bare;

/// <summary>The smallest batcher of awaited rows with the structure of the client's scheduler and none of its features: what of raw it reaches is within reach on a machine.</summary>
/// <remarks>
/// Rows are pushed without a lock; a lane on the thread pool takes its share of those that wait, and is free again before the rows end. A lane is granted when
/// rows wait that none is about to take. What a model fails with is not caught. All rows have ended when it is disposed.
/// </remarks>
internal sealed class BareBatcher<TRow, TScore> : IThreadPoolWorkItem, IDisposable
    where TRow : unmanaged
    where TScore : unmanaged
{
    private readonly int _maxBatchCount;
    private readonly BareFlightPool<TRow, TScore> _flights;
    private readonly BareQueue<TRow, TScore> _queue = new();
    private readonly Lock _lock = new();

    /// <summary>Those that run nothing; one of them is promised while a lane is granted. Under <see cref="_lock"/>.</summary>
    private readonly Stack<RawSession> _free = [];

    /// <summary>Whether a lane will take rows but has not yet: whatever is pushed meanwhile, it finds. Under <see cref="_lock"/>.</summary>
    private bool _isGranted;

    /// <summary>Whether a submission has to see to a lane. Written under <see cref="_lock"/>, read without after a full fence.</summary>
    private bool _listens = true;

    public BareBatcher(IModelCase model, int maxBatchCount)
    {
        _maxBatchCount = maxBatchCount;
        _flights = new BareFlightPool<TRow, TScore>(model, maxBatchCount);
        for (int lane = 0; lane < Environment.ProcessorCount; lane++) _free.Push(new RawSession(model));
    }

    public void Submit(BareCall<TRow, TScore> call)
    {
        _queue.Push(call);
        if (Volatile.Read(ref _listens)) Attend();
    }

    /// <summary>A lane that was granted takes rows and runs them.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        BareFlight<TRow, TScore> flight = _flights.Rent();
        RawSession lane = Board(flight);
        flight.Run(lane);
        Free(lane);
        flight.EndAll();
    }

    public void Dispose()
    {
        foreach (RawSession session in _free) session.Dispose();
        _flights.Dispose();
    }

    private void Attend()
    {
        bool starts;
        lock (_lock) starts = GrantOrListenUnsynchronized();
        if (starts) Start();
    }

    private RawSession Board(BareFlight<TRow, TScore> flight)
    {
        RawSession lane;
        bool starts;
        lock (_lock)
        {
            _isGranted = false;
            _queue.Gather();

            // A lane is granted for rows that are there, and only the lane that was granted takes any.
            Debug.Assert(_queue.Count > 0, "A lane was granted for nothing.");
            flight.Board(_queue, Math.Min(_maxBatchCount, ShareUnsynchronized()));
            lane = _free.Pop();
            starts = GrantOrListenUnsynchronized();
        }

        if (starts) Start();
        return lane;
    }

    private void Free(RawSession lane)
    {
        bool starts;
        lock (_lock)
        {
            _free.Push(lane);
            starts = GrantOrListenUnsynchronized();
        }

        if (starts) Start();
    }

    private void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>An equal part for each lane that could take rows now.</summary>
    private int ShareUnsynchronized() => (_queue.Count + _free.Count - 1) / _free.Count;

    /// <summary>Grants a lane, or decides whether a submission has to ask for one. True when the caller has to start it after the lock.</summary>
    private bool GrantOrListenUnsynchronized()
    {
        bool canGrant = !_isGranted && _free.Count > 0, isEmpty = _queue.Count == 0;
        Volatile.Write(ref _listens, canGrant && isEmpty);
        if (!canGrant) return false;
        if (isEmpty)
        {
            // Whoever pushed before this fence is seen below; whoever pushes after it sees that somebody listens.
            Interlocked.MemoryBarrier();
            if (!_queue.HasArrivals) return false;
            Volatile.Write(ref _listens, false);
        }

        return _isGranted = true;
    }
}
