using Microsoft.Extensions.ObjectPool;

namespace Scoring.Records.Memory;

/// <summary>One holder's claim on a pooled buffer. A <see cref="RecordBatch"/> is a lease and the version it had when it was handed out.</summary>
/// <remarks>Leases are pooled and never dropped while a stale batch may look at them, so a version is enough to tell use after return.</remarks>
internal sealed class RecordLease(RecordBuffer? buffer)
{
    /// <summary>Shared slices held at once by a busy application; beyond that a lease is simply made anew.</summary>
    private const int MaxRetained = 256;

    private static readonly ObjectPool<RecordLease> s_leases = new DefaultObjectPool<RecordLease>(new Policy(), MaxRetained);

    /// <summary>Raised once by the one who ends the lease; a batch with another version is stale.</summary>
    private int _version;

    /// <summary>
    /// Written before the lease is handed out, and set to null by the one who ends it, so that a lease that waits does not keep memory alive.
    /// A root lease belongs to its buffer and keeps it.
    /// </summary>
    private volatile RecordBuffer? _buffer = buffer;

    /// <summary>The buffer this lease holds; read it before <see cref="Version"/>, which then tells whether it was still held.</summary>
    public RecordBuffer? Buffer => _buffer;

    public int Version => Volatile.Read(ref _version);

    /// <summary>One more lease on the same use of the same buffer; null when this one has ended.</summary>
    /// <remarks>
    /// The version is looked at after the reference is taken: as long as it is the caller's, this lease held the buffer all along.
    /// If it is not, another thread ended the lease meanwhile, and the reference may be to a later use of the buffer.
    /// </remarks>
    public RecordLease? Share(int version)
    {
        if (_buffer is not { } buffer || !buffer.TryAddReference()) return null;
        if (Version != version)
        {
            buffer.ReleaseReference();
            return null;
        }

        RecordLease lease = s_leases.Get();
        lease._buffer = buffer;
        return lease;
    }

    /// <summary>Ends the lease if nobody has ended it yet.</summary>
    public void End(int version)
    {
        if (Interlocked.CompareExchange(ref _version, version + 1, version) != version) return;
        RecordBuffer buffer = _buffer!;
        if (!ReferenceEquals(buffer.Root, this))
        {
            _buffer = null;
            s_leases.Return(this);
        }

        buffer.ReleaseReference();
    }

    private sealed class Policy : IPooledObjectPolicy<RecordLease>
    {
        public RecordLease Create() => new(null);

        public bool Return(RecordLease lease) => true;
    }
}
