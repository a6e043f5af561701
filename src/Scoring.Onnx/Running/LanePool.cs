using Scoring.Concurrency;

namespace Scoring.Onnx.Running;

/// <summary>The free lanes, and the requests that wait for one.</summary>
internal sealed class LanePool : IDisposable
{
    private readonly Lane[] _lanes;

    /// <summary>Each lane in its place while it is free, else null. Changed only by interlocked exchange.</summary>
    private readonly Lane?[] _free;

    private readonly Lock _lock = new();

    /// <summary>First in, first out. Under <see cref="_lock"/>.</summary>
    private readonly Queue<RunRequest> _waiting = [];

    /// <summary>The length of <see cref="_waiting"/>. Written under <see cref="_lock"/>, read without.</summary>
    private int _waitingCount;

    /// <summary>Whether requests are ended instead of queued. Under <see cref="_lock"/>.</summary>
    private bool _abandoned;

    public LanePool(IEnumerable<Lane> lanes)
    {
        _lanes = [.. lanes];
        _free = [.. _lanes];
    }

    public int Count => _lanes.Length;

    /// <summary>A free lane, if there is one and nobody waits for it.</summary>
    public Lane? TryAcquire() => Volatile.Read(ref _waitingCount) == 0 ? TryTake() : null;

    public void Release(Lane lane)
    {
        // The exchange is a full fence: either a request that is being queued sees this lane, or this thread sees the request.
        Interlocked.Exchange(ref _free[lane.Index], lane);
        if (Volatile.Read(ref _waitingCount) > 0) StartWaiting();
    }

    /// <summary>Queues a request; it starts as soon as a lane is free.</summary>
    public void Enqueue(RunRequest request)
    {
        if (TryEnqueue(request)) StartWaiting();
        else request.Abandon();
    }

    /// <summary>Ends every waiting request, terminates every running one, and does so with those that are still on their way.</summary>
    public void Abandon()
    {
        lock (_lock) _abandoned = true;
        while (TryDequeue(out RunRequest? request)) request.Abandon();
        foreach (Lane lane in _lanes) lane.Abandon();
    }

    public void Dispose()
    {
        foreach (Lane lane in _lanes) lane.Dispose();
    }

    private Lane? TryTake()
    {
        // This thread's lane first: its session and its scratch space are in this core's cache.
        uint count = (uint)_free.Length, first = ThreadNumber.Current % count;
        for (uint i = 0; i < count; i++)
        {
            ref Lane? place = ref _free[(first + i) % count];
            if (Volatile.Read(ref place) is not null && Interlocked.Exchange(ref place, null) is { } lane) return lane;
        }

        return null;
    }

    private void StartWaiting()
    {
        while (Volatile.Read(ref _waitingCount) > 0 && TryTake() is { } lane)
        {
            if (TryDequeue(out RunRequest? request)) request.StartOn(lane);
            else Interlocked.Exchange(ref _free[lane.Index], lane);
        }
    }

    private bool TryEnqueue(RunRequest request)
    {
        lock (_lock)
        {
            if (_abandoned) return false;
            _waiting.Enqueue(request);
            Interlocked.Increment(ref _waitingCount);
            return true;
        }
    }

    private bool TryDequeue([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RunRequest? request)
    {
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out request)) return false;
            Interlocked.Decrement(ref _waitingCount);
            return true;
        }
    }
}
