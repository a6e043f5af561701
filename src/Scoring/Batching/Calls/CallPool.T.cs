using System.Runtime.CompilerServices;
using Scoring.Concurrency;

namespace Scoring.Batching.Calls;

/// <summary>Calls to be used again. Each thread has one at hand and a shelf of its own; threads that only take and threads that only return exchange whole boxes.</summary>
/// <remarks>
/// A shelf is shared by few threads and held for some instructions only; who finds it held goes to the next one rather than wait. On a busy machine all may
/// be held for long, by threads that do not run: then there is one more, behind the lock.
/// </remarks>
internal sealed class CallPool<TCall> : CallPool
    where TCall : PendingRows
{
    /// <summary>Beyond this, calls are left to the garbage collector.</summary>
    private const int MaxBoxes = 1024;

    private readonly Func<CallPool<TCall>, TCall> _create;
    private readonly ThreadPlaces<CallShelf> _shelves = new();
    private readonly Lock _lock = new();

    /// <summary>Full boxes: the first call of each. Under <see cref="_lock"/>.</summary>
    private readonly Stack<PendingRows> _boxes = [];

    /// <summary>For when all others are held. Under <see cref="_lock"/>, and never held.</summary>
    private readonly CallShelf _last = new();

    /// <summary>Whether no call is used again. Set once, by any thread.</summary>
    private volatile bool _isClosed;

    public CallPool(Func<CallPool<TCall>, TCall> create)
    {
        _create = create;
        for (int i = 0; i < ThreadPlaces<CallShelf>.Count; i++) _shelves.At(i) = new CallShelf();
    }

    public TCall Rent() => CallHand.Mine.Take(this) is { } call ? Unsafe.As<TCall>(call) : RentFromShelf();

    public void Return(TCall call)
    {
        if (!CallHand.Mine.TryPut(this, call)) Shelve(call);
    }

    public override void Shelve(PendingRows call)
    {
        if (_isClosed) return;
        if (TryHoldAny() is { } shelf)
        {
            Put(shelf, call);
            shelf.Leave();
        }
        else
        {
            lock (_lock) Put(_last, call);
        }
    }

    /// <summary>
    /// Leaves the calls to the garbage collector, those that are here and those that still come back: a thread that has one at hand keeps the pool alive. What another thread just
    /// puts here may stay.
    /// </summary>
    public void Close()
    {
        _isClosed = true;
        for (int distance = 0; distance < ThreadPlaces<CallShelf>.Count; distance++)
        {
            CallShelf shelf = ShelfAt(distance);
            if (!shelf.TryHold()) continue;
            shelf.Clear();
            shelf.Leave();
        }

        lock (_lock)
        {
            _boxes.Clear();
            _last.Clear();
        }
    }

    /// <summary>The shelf of a thread, counted from the calling one.</summary>
    internal CallShelf ShelfAt(int distance) => _shelves.At(distance)!;

    private TCall RentFromShelf()
    {
        PendingRows? call;
        if (TryHoldAny() is { } shelf)
        {
            call = TryTake(shelf);
            shelf.Leave();
        }
        else
        {
            lock (_lock) call = TryTake(_last);
        }

        return call is null ? _create(this) : Unsafe.As<TCall>(call);
    }

    private PendingRows? TryTake(CallShelf shelf) => shelf.Count > 0 || TryRefill(shelf) ? shelf.Take() : null;

    private void Put(CallShelf shelf, PendingRows call)
    {
        if (shelf.Count == CallShelf.BoxSize && shelf.PackBox() is { } full) StoreBox(full);
        shelf.Put(call);
    }

    /// <summary>The calling thread's shelf, or another one while somebody else is at it; null when all are in use.</summary>
    private CallShelf? TryHoldAny()
    {
        CallShelf mine = _shelves.Mine!;
        return mine.TryHold() ? mine : TryHoldOther();
    }

    private CallShelf? TryHoldOther()
    {
        for (int distance = 1; distance < ThreadPlaces<CallShelf>.Count; distance++)
        {
            CallShelf other = ShelfAt(distance);
            if (other.TryHold()) return other;
        }

        return null;
    }

    private bool TryRefill(CallShelf shelf) => shelf.TryOpenSpare() || TryFetchBox(shelf) || TryTakeOver(shelf);

    /// <summary>Empties another thread's shelf rather than make a call anew, so that there are not many more calls than were ever in use at once.</summary>
    private bool TryTakeOver(CallShelf shelf)
    {
        for (int distance = 0; distance < ThreadPlaces<CallShelf>.Count; distance++)
        {
            CallShelf other = ShelfAt(distance);
            if (other.SeemsEmpty || !other.TryHold()) continue;
            shelf.TakeAllOf(other);
            other.Leave();
            if (shelf.Count > 0) return true;
        }

        lock (_lock) shelf.TakeAllOf(_last);
        return shelf.Count > 0;
    }

    private bool TryFetchBox(CallShelf shelf)
    {
        lock (_lock)
        {
            if (!_boxes.TryPop(out PendingRows? box)) return false;
            shelf.OpenBox(box);
            return true;
        }
    }

    private void StoreBox(PendingRows first)
    {
        lock (_lock)
        {
            if (_boxes.Count < MaxBoxes) _boxes.Push(first);
        }
    }
}
