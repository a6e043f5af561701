using Scoring.Concurrency;

namespace Scoring.Batching.Queueing;

/// <summary>The arrivals of one thread, or of the few that share a place.</summary>
/// <remarks>What is pushed is a stack (R. K. Treiber, IBM Research Report RJ 5118, 1986) that is always taken as a whole, so a node that comes back does no harm.</remarks>
internal sealed class Stripe
{
    private PendingRows? _pushed;

    /// <summary>Rows that were taken before and not needed, older than those that are pushed. Used by one thread at a time; <see cref="_hasLeft"/> tells the others.</summary>
    private RowChain _left;

    private bool _hasLeft;

    /// <summary>Keeps the next stripe off this one's cache lines.</summary>
    public CacheLines Room { get; }

    public bool IsEmpty => Volatile.Read(ref _pushed) is null && !Volatile.Read(ref _hasLeft);

    /// <summary>Adds rows, from any thread. A full fence: whatever is read afterwards is at least as new as the push.</summary>
    public void Push(PendingRows rows)
    {
        PendingRows? seen = Volatile.Read(ref _pushed);
        while (true)
        {
            rows.Next = seen;
            PendingRows? before = Interlocked.CompareExchange(ref _pushed, rows, seen);
            if (ReferenceEquals(before, seen)) return;
            seen = before;
        }
    }

    /// <summary>Takes all, in the order in which it was pushed, and appends it. One thread at a time.</summary>
    public void TakeAll(ref RowChain taken)
    {
        if (_hasLeft)
        {
            taken.Append(in _left);
            _left = default;
            Volatile.Write(ref _hasLeft, false);
        }

        if (Volatile.Read(ref _pushed) is not null && Interlocked.Exchange(ref _pushed, null) is { } newest) taken.AppendStack(newest);
    }

    /// <summary>Leaves rows here that were taken from here alone, the last of them. By the thread that has taken them, before anybody takes more.</summary>
    public void Leave(in RowChain rows)
    {
        _left = rows;
        Volatile.Write(ref _hasLeft, true);
    }
}
