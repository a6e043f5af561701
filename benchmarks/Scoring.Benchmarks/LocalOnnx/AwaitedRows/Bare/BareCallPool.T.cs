using Scoring.Concurrency;

namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows.Bare;

/// <summary>A thread's calls that wait for their next use. Threads that mostly take and threads that mostly return exchange whole boxes.</summary>
internal sealed class BareCallPool<TRow, TScore>
    where TRow : unmanaged
    where TScore : unmanaged
{
    private const int BoxSize = 128;

    /// <summary>Full boxes: the first call of each. Locked while it is used.</summary>
    private static readonly Stack<BareCall<TRow, TScore>> s_boxes = [];

    [ThreadStatic]
    private static BareCallPool<TRow, TScore>? s_mine;

    /// <summary>Last in, first out. Used by one thread only, as all here.</summary>
    private BareCall<TRow, TScore>? _first;

    private int _count;

    /// <summary>The calling thread's.</summary>
    public static BareCallPool<TRow, TScore> Mine => s_mine ??= new BareCallPool<TRow, TScore>();

    /// <summary>Keeps the next thread's off this one's cache lines.</summary>
    public CacheLines Room { get; }

    public BareCall<TRow, TScore> Rent()
    {
        if (_first is null) OpenBox();
        if (_first is not { } call) return new BareCall<TRow, TScore>();
        _first = call.Next;
        _count--;
        return call;
    }

    public void Return(BareCall<TRow, TScore> call)
    {
        call.Next = _first;
        _first = call;
        if (++_count == 2 * BoxSize) PackBox();
    }

    private void OpenBox()
    {
        lock (s_boxes)
        {
            if (s_boxes.TryPop(out _first)) _count = BoxSize;
        }
    }

    private void PackBox()
    {
        BareCall<TRow, TScore> box = _first!, last = box;
        for (int i = 1; i < BoxSize; i++) last = last.Next!;
        (_first, last.Next) = (last.Next, null);
        _count -= BoxSize;
        lock (s_boxes) s_boxes.Push(box);
    }
}
