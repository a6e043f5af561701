using System.Runtime.CompilerServices;
using Scoring.Concurrency;

namespace Scoring.Batching.Calls;

/// <summary>Calls to be used again. Each thread has a shelf of its own; threads that only take and threads that only return exchange whole boxes.</summary>
/// <remarks>
/// Calls hang together by <see cref="PendingRows.Next"/>, which nobody else uses while they wait here. A shelf is shared by few threads and held for some
/// instructions only; who finds it held goes to the next one rather than wait.
/// </remarks>
internal sealed class CallPool<TCall>
    where TCall : PendingRows
{
    private const int BoxSize = 128;

    /// <summary>Beyond this, calls are left to the garbage collector.</summary>
    private const int MaxBoxes = 1024;

    private readonly Func<CallPool<TCall>, TCall> _create;
    private readonly ThreadPlaces<Shelf> _shelves = new();
    private readonly Lock _lock = new();

    /// <summary>Full boxes: the first call of each. Under <see cref="_lock"/>.</summary>
    private readonly Stack<PendingRows> _boxes = [];

    public CallPool(Func<CallPool<TCall>, TCall> create)
    {
        _create = create;
        for (int i = 0; i < ThreadPlaces<Shelf>.Count; i++) _shelves.At(i) = new Shelf();
    }

    public TCall Rent()
    {
        if (TryHoldAny() is not { } shelf) return _create(this);
        PendingRows? call = shelf.Count > 0 || TryRefill(shelf) ? shelf.First : null;
        if (call is not null)
        {
            shelf.First = call.Next;
            shelf.Count--;
        }

        Leave(shelf);
        return call is null ? _create(this) : Unsafe.As<TCall>(call);
    }

    public void Return(TCall call)
    {
        if (TryHoldAny() is not { } shelf) return;
        if (shelf.Count == BoxSize) Empty(shelf);
        call.Next = shelf.First;
        shelf.First = call;
        shelf.Count++;
        Leave(shelf);
    }

    /// <summary>The calling thread's shelf, or another one while somebody else is at it; null when all are in use.</summary>
    private Shelf? TryHoldAny()
    {
        Shelf mine = _shelves.Mine!;
        return TryHold(mine) ? mine : TryHoldOther();
    }

    private Shelf? TryHoldOther()
    {
        for (int distance = 1; distance < ThreadPlaces<Shelf>.Count; distance++)
        {
            Shelf other = _shelves.At(distance)!;
            if (TryHold(other)) return other;
        }

        return null;
    }

    private bool TryRefill(Shelf shelf)
    {
        if (shelf.Spare is null && !TryFetchBox(shelf)) return TryTakeOver(shelf);
        (shelf.First, shelf.Spare, shelf.Count) = (shelf.Spare, null, BoxSize);
        return true;
    }

    /// <summary>Empties another thread's shelf rather than make a call anew, so that there are not many more calls than were ever in use at once.</summary>
    private bool TryTakeOver(Shelf shelf)
    {
        for (int distance = 0; distance < ThreadPlaces<Shelf>.Count; distance++)
        {
            Shelf other = _shelves.At(distance)!;
            if ((Volatile.Read(ref other.Count) == 0 && Volatile.Read(ref other.Spare) is null) || !TryHold(other)) continue;
            (shelf.First, shelf.Spare, shelf.Count) = (other.First, other.Spare, other.Count);
            (other.First, other.Spare, other.Count) = (null, null, 0);
            if (shelf.Count == 0 && shelf.Spare is { } full) (shelf.First, shelf.Spare, shelf.Count) = (full, null, BoxSize);
            Leave(other);
            if (shelf.Count > 0) return true;
        }

        return false;
    }

    private void Empty(Shelf shelf)
    {
        if (shelf.Spare is { } full) StoreBox(full);
        (shelf.Spare, shelf.First, shelf.Count) = (shelf.First, null, 0);
    }

    private static bool TryHold(Shelf shelf) => Volatile.Read(ref shelf.IsHeld) == 0 && Interlocked.CompareExchange(ref shelf.IsHeld, 1, 0) == 0;

    private static void Leave(Shelf shelf) => Volatile.Write(ref shelf.IsHeld, 0);

    private bool TryFetchBox(Shelf shelf)
    {
        lock (_lock) return _boxes.TryPop(out shelf.Spare);
    }

    private void StoreBox(PendingRows first)
    {
        lock (_lock)
        {
            if (_boxes.Count < MaxBoxes) _boxes.Push(first);
        }
    }

    /// <summary>All but <see cref="IsHeld"/> belongs to whoever holds the shelf.</summary>
    private sealed class Shelf
    {
        /// <summary>The calls that are rented and returned here, last in, first out.</summary>
        public PendingRows? First;

        /// <summary>A full box, so that a shelf that is sometimes full and sometimes empty needs no exchange.</summary>
        public PendingRows? Spare;

        /// <summary>Calls from <see cref="First"/> on.</summary>
        public int Count;

        /// <summary>1 while a thread uses the shelf. Taken by an interlocked operation.</summary>
        public int IsHeld;

        /// <summary>Keeps the next shelf off this one's cache lines.</summary>
        public CacheLines Room { get; }
    }
}
