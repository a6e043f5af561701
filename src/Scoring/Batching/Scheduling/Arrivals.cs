using Scoring.Concurrency;

namespace Scoring.Batching.Scheduling;

/// <summary>Rows that were submitted and not yet queued. Each thread pushes onto a stripe of its own, so that threads do not wait for each other.</summary>
/// <remarks>A stripe is a stack (R. K. Treiber, IBM Research Report RJ 5118, 1986) that is always taken as a whole, so a node that comes back does no harm.</remarks>
internal sealed class Arrivals
{
    private readonly ThreadPlaces<PendingRows> _stripes = new();

    /// <summary>The number of stripes; <see cref="Take"/> goes through them from the calling thread's own.</summary>
    public static int Count => ThreadPlaces<PendingRows>.Count;

    /// <summary>Whether nothing waits here. Rows that are being pushed at this moment may be missed, unless they were pushed before a full fence.</summary>
    public bool IsEmpty
    {
        get
        {
            for (int distance = 0; distance < Count; distance++)
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

    /// <summary>Takes all of a stripe, in the order in which they were pushed; null when it is empty.</summary>
    /// <param name="distance">How far the stripe is from the calling thread's own.</param>
    public PendingRows? Take(int distance)
    {
        ref PendingRows? head = ref _stripes.At(distance);
        return Volatile.Read(ref head) is null ? null : Reverse(Interlocked.Exchange(ref head, null));
    }

    private static PendingRows? Reverse(PendingRows? rows)
    {
        PendingRows? reversed = null;
        while (rows is not null)
        {
            PendingRows? next = rows.Next;
            rows.Next = reversed;
            reversed = rows;
            rows = next;
        }

        return reversed;
    }
}
