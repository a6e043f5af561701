using Scoring.Concurrency;

namespace Scoring.Batching.Calls;

/// <summary>A few calls that wait for their next use, and a full box of them. It belongs to whoever holds it.</summary>
/// <remarks>Calls hang together by <see cref="PendingRows.Next"/>, which nobody else uses while they wait here.</remarks>
internal sealed class CallShelf
{
    public const int BoxSize = 128;

    /// <summary>The calls that are taken and put here, last in, first out.</summary>
    private PendingRows? _first;

    /// <summary>A full box, so that a shelf that is sometimes full and sometimes empty needs no exchange.</summary>
    private PendingRows? _spare;

    /// <summary>Calls from <see cref="_first"/> on.</summary>
    private int _count;

    /// <summary>1 while a thread uses the shelf. Taken by an interlocked operation.</summary>
    private int _isHeld;

    /// <summary>Calls to be taken, without those in the spare box.</summary>
    public int Count => _count;

    /// <summary>Whether there is nothing, as it looks to somebody who does not hold it.</summary>
    public bool SeemsEmpty => Volatile.Read(ref _count) == 0 && Volatile.Read(ref _spare) is null;

    /// <summary>Keeps the next shelf off this one's cache lines.</summary>
    public CacheLines Room { get; }

    public bool TryHold() => Volatile.Read(ref _isHeld) == 0 && Interlocked.CompareExchange(ref _isHeld, 1, 0) == 0;

    public void Leave() => Volatile.Write(ref _isHeld, 0);

    /// <summary>The call that was put here last; there is one.</summary>
    public PendingRows Take()
    {
        PendingRows call = _first!;
        _first = call.Next;
        _count--;
        return call;
    }

    /// <summary>Puts a call here; there is room.</summary>
    public void Put(PendingRows call)
    {
        call.Next = _first;
        _first = call;
        _count++;
    }

    /// <summary>Makes the calls of a full shelf its spare box. The box that was there before, if any, has no place any more.</summary>
    public PendingRows? PackBox()
    {
        PendingRows? before = _spare;
        (_spare, _first, _count) = (_first, null, 0);
        return before;
    }

    /// <summary>Fills an empty shelf from its spare box, if there is one.</summary>
    public bool TryOpenSpare()
    {
        if (_spare is not { } box) return false;
        _spare = null;
        OpenBox(box);
        return true;
    }

    /// <summary>Fills an empty shelf from a box.</summary>
    public void OpenBox(PendingRows box) => (_first, _count) = (box, BoxSize);

    /// <summary>Fills an empty shelf with whatever another one has; both are held.</summary>
    public void TakeAllOf(CallShelf other)
    {
        (PendingRows? first, PendingRows? spare, int count) = (other._first, other._spare, other._count);
        (other._first, other._spare, other._count) = (null, null, 0);
        (_first, _spare, _count) = (first, spare, count);
        if (_count == 0) TryOpenSpare();
    }

    /// <summary>Lets go of all calls.</summary>
    public void Clear() => (_first, _spare, _count) = (null, null, 0);
}
