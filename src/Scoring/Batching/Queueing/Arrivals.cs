using Scoring.Concurrency;

namespace Scoring.Batching.Queueing;

/// <summary>Rows that were submitted and not yet queued. Each thread pushes onto a stripe of its own, so that threads do not wait for each other.</summary>
/// <remarks>A stripe is a stack (R. K. Treiber, IBM Research Report RJ 5118, 1986) that is always taken as a whole, so a node that comes back does no harm.</remarks>
internal sealed class Arrivals
{
    private readonly ThreadPlaces<PendingRows> _stripes = new();

    /// <summary>Whether nothing waits here. Rows that are being pushed at this moment may be missed, unless they were pushed before a full fence.</summary>
    public bool IsEmpty
    {
        get
        {
            for (int distance = 0; distance < ThreadPlaces<PendingRows>.Count; distance++)
            {
                if (Volatile.Read(ref _stripes.At(distance)) is not null) return false;
            }

            return true;
        }
    }

    /// <summary>Adds rows. A full fence: whatever is read afterwards is at least as new as the push.</summary>
    public void Push(PendingRows rows)
    {
        ref PendingRows? head = ref _stripes.Mine;
        PendingRows? seen = Volatile.Read(ref head);
        while (true)
        {
            rows.Next = seen;
            PendingRows? before = Interlocked.CompareExchange(ref head, rows, seen);
            if (ReferenceEquals(before, seen)) return;
            seen = before;
        }
    }

    /// <summary>Takes everything: each stripe in the order in which it was pushed, the calling thread's own first. Null when there is nothing.</summary>
    /// <param name="count">How many rows.</param>
    public PendingRows? TakeAll(out long count)
    {
        count = 0;
        PendingRows? all = null;
        for (int distance = ThreadPlaces<PendingRows>.Count - 1; distance >= 0; distance--) all = Take(distance, all, ref count);
        return all;
    }

    /// <summary>Takes what the calling thread has pushed, which is in its core's cache, and the rest only if those are fewer rows than are enough.</summary>
    /// <param name="enough">How many are.</param>
    /// <param name="count">How many rows were taken.</param>
    public PendingRows? TakeNear(int enough, out long count)
    {
        count = 0;
        PendingRows? mine = Take(0, null, ref count);
        if (count >= enough) return mine;
        PendingRows? others = TakeAll(out long rest);
        count += rest;
        if (mine is null) return others;
        PendingRows last = mine;
        while (last.Next is { } next) last = next;
        last.Next = others;
        return mine;
    }

    private PendingRows? Take(int distance, PendingRows? rest, ref long count)
    {
        ref PendingRows? head = ref _stripes.At(distance);
        return Volatile.Read(ref head) is null ? rest : Reverse(Interlocked.Exchange(ref head, null), rest, ref count);
    }

    /// <summary>Turns a stack round and puts what follows behind it.</summary>
    private static PendingRows? Reverse(PendingRows? stack, PendingRows? rest, ref long count)
    {
        while (stack is not null)
        {
            PendingRows? next = stack.Next;
            stack.Next = rest;
            count += stack.Count;
            rest = stack;
            stack = next;
        }

        return rest;
    }
}
