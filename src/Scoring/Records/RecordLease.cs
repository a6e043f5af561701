using Microsoft.Extensions.ObjectPool;

namespace Scoring.Records;

/// <summary>One holder's claim on a pooled buffer. A <see cref="RecordBatch"/> is a lease and the version it had when it was handed out.</summary>
/// <remarks>Leases are pooled and never dropped while a stale batch may look at them, so a version is enough to tell use after return.</remarks>
internal sealed class RecordLease(RecordBuffer buffer)
{
    /// <summary>Shared slices held at once by a busy application; beyond that a lease is simply made anew.</summary>
    private const int MaxRetained = 256;

    private static readonly ObjectPool<RecordLease> s_leases = new DefaultObjectPool<RecordLease>(new Policy(), MaxRetained);

    /// <summary>Raised once by the one who ends the lease; a batch with another version is stale.</summary>
    private int _version;

    /// <summary>The buffer this lease holds while it is alive. Written before the lease is handed out.</summary>
    public RecordBuffer Buffer { get; private set; } = buffer;

    public int Version => Volatile.Read(ref _version);

    /// <summary>Takes one more reference on a buffer that the caller holds.</summary>
    public static RecordLease Share(RecordBuffer buffer)
    {
        buffer.AddReference();
        RecordLease lease = s_leases.Get();
        lease.Buffer = buffer;
        return lease;
    }

    /// <summary>Ends the lease if nobody has ended it yet.</summary>
    public void End(int version)
    {
        if (Interlocked.CompareExchange(ref _version, version + 1, version) != version) return;
        RecordBuffer buffer = Buffer;
        if (!ReferenceEquals(buffer.Root, this)) s_leases.Return(this);
        buffer.ReleaseReference();
    }

    private sealed class Policy : IPooledObjectPolicy<RecordLease>
    {
        public RecordLease Create() => new(null!);

        public bool Return(RecordLease lease) => true;
    }
}
