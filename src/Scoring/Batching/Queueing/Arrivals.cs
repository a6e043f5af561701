using Scoring.Concurrency;

namespace Scoring.Batching.Queueing;

/// <summary>Rows that were submitted and not yet queued. Each thread pushes onto a stripe of its own, so that threads do not wait for each other.</summary>
internal sealed class Arrivals
{
    /// <summary>Not even many rows of a thread's own are enough.</summary>
    public const int All = int.MaxValue;

    /// <summary>A stripe is passed over so often, less one, by threads that have enough rows of their own: its thread may not come back.</summary>
    private const uint Patience = 8;

    private readonly ThreadPlaces<Stripe> _stripes = new();

    /// <summary>For each stripe the value of <see cref="_takes"/> when it was taken last. Not in the stripe: that is in another core's cache. Used by whoever takes, as what follows.</summary>
    private readonly uint[] _takenAt = new uint[ThreadPlaces<Stripe>.Count];

    /// <summary>How often rows were taken; it may overflow.</summary>
    private uint _takes;

    public Arrivals()
    {
        for (int i = 0; i < ThreadPlaces<Stripe>.Count; i++) _stripes.At(i) = new Stripe();
    }

    /// <summary>Whether nothing waits here. Rows that are being pushed at this moment may be missed, unless they were pushed before a full fence.</summary>
    public bool IsEmpty
    {
        get
        {
            for (int distance = 0; distance < ThreadPlaces<Stripe>.Count; distance++)
            {
                if (!StripeAt(distance).IsEmpty) return false;
            }

            return true;
        }
    }

    /// <summary>Adds rows, from any thread. A full fence: whatever is read afterwards is at least as new as the push.</summary>
    public void Push(PendingRows rows) => StripeAt(0).Push(rows);

    /// <summary>Takes everything: each stripe in the order in which it was pushed, the calling thread's own first. One thread at a time, as below.</summary>
    public RowChain TakeAll()
    {
        RowChain taken = default;
        TakeNear(All, ref taken);
        return taken;
    }

    /// <summary>Takes what the calling thread has pushed, which is in its core's cache, and the rest only if those are fewer rows than are enough or have waited for long.</summary>
    /// <param name="enough">How many are.</param>
    /// <param name="taken">The rows.</param>
    /// <returns>Whether the calling thread has pushed all of them.</returns>
    public bool TakeNear(int enough, ref RowChain taken)
    {
        _takes++;
        Take(0, ref taken);
        long own = taken.Count;
        for (int distance = 1; distance < ThreadPlaces<Stripe>.Count; distance++)
        {
            if (own < enough || _takes - _takenAt[ThreadPlaces<Stripe>.IndexAt(distance)] >= Patience) Take(distance, ref taken);
        }

        return taken.Count == own;
    }

    /// <summary>Puts rows back that were the calling thread's and taken by it, the last of them: before anybody takes more.</summary>
    public void Leave(in RowChain rows) => StripeAt(0).Leave(in rows);

    private void Take(int distance, ref RowChain taken)
    {
        _takenAt[ThreadPlaces<Stripe>.IndexAt(distance)] = _takes;
        StripeAt(distance).TakeAll(ref taken);
    }

    private Stripe StripeAt(int distance) => _stripes.At(distance)!;
}
