using Scoring.Concurrency;

namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows.Bare;

/// <summary>Rows that wait. Each thread pushes onto a stripe of its own; lanes gather stripes into one line.</summary>
/// <remarks>A stripe is a stack (R. K. Treiber, IBM Research Report RJ 5118, 1986) that is always taken as a whole, so a call that comes back does no harm.</remarks>
internal sealed class BareQueue<TRow, TScore>
    where TRow : unmanaged
    where TScore : unmanaged
{
    /// <summary>One in so many times the stripes of all threads are gathered, however many rows the calling thread has itself.</summary>
    private const int TurnOfOthers = 8;

    /// <summary>So many rows are worth a run without those of other threads, which would have to come from other cores' caches.</summary>
    private const int EnoughNear = 64;

    private readonly ThreadPlaces<BareCall<TRow, TScore>> _stripes = new();

    /// <summary>The line. Under the batcher's lock, as all below.</summary>
    private BareCall<TRow, TScore>? _first, _last;

    private uint _turns;

    /// <summary>Rows in line.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps what others write off these cache lines.</summary>
    public CacheLines Room { get; }

    /// <summary>Whether rows wait that are not in line. Needs no lock; sees whatever was pushed before a full fence.</summary>
    public bool HasArrivals
    {
        get
        {
            for (int distance = 0; distance < ThreadPlaces<BareCall<TRow, TScore>>.Count; distance++)
            {
                if (Volatile.Read(ref _stripes.At(distance)) is not null) return true;
            }

            return false;
        }
    }

    /// <summary>Adds a row, without a lock. A full fence.</summary>
    public void Push(BareCall<TRow, TScore> call)
    {
        ref BareCall<TRow, TScore>? head = ref _stripes.Mine;
        BareCall<TRow, TScore>? seen = Volatile.Read(ref head);
        while (true)
        {
            call.Next = seen;
            BareCall<TRow, TScore>? before = Interlocked.CompareExchange(ref head, call, seen);
            if (ReferenceEquals(before, seen)) return;
            seen = before;
        }
    }

    /// <summary>Puts rows in line: those that the calling thread has pushed, and the others' if it is their turn or those are few.</summary>
    public void Gather()
    {
        Gather(0);
        if (++_turns % TurnOfOthers != 0 && Count >= EnoughNear) return;
        for (int distance = 1; distance < ThreadPlaces<BareCall<TRow, TScore>>.Count; distance++) Gather(distance);
    }

    /// <summary>Takes the first in line; there are as many.</summary>
    public void Take(Span<BareCall<TRow, TScore>> calls)
    {
        BareCall<TRow, TScore>? first = _first;
        foreach (ref BareCall<TRow, TScore> call in calls)
        {
            call = first!;
            first = call.Next;
        }

        _first = first;
        if (first is null) _last = null;
        Count -= calls.Length;
    }

    private void Gather(int distance)
    {
        ref BareCall<TRow, TScore>? head = ref _stripes.At(distance);
        if (Volatile.Read(ref head) is null) return;
        BareCall<TRow, TScore> last = Interlocked.Exchange(ref head, null)!, first = Reverse(last);
        if (_last is null) _first = first;
        else _last.Next = first;
        _last = last;
    }

    /// <summary>Turns a stack round and counts its rows in.</summary>
    private BareCall<TRow, TScore> Reverse(BareCall<TRow, TScore> stack)
    {
        BareCall<TRow, TScore>? one = stack, behind = null;
        while (one is not null)
        {
            BareCall<TRow, TScore>? next = one.Next;
            one.Next = behind;
            behind = one;
            one = next;
            Count++;
        }

        return behind!;
    }
}
