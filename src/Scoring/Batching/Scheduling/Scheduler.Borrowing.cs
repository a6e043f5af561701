namespace Scoring.Batching.Scheduling;

/// <summary>
/// Requests beyond a partition's own, which others do not need now. Whoever has its own to send goes before those that borrow, so what was lent is back with the next requests that end.
/// </summary>
internal sealed partial class Scheduler
{
    /// <summary>Partitions that have all their own requests in flight and could send more, in turn. Under <see cref="_lock"/>.</summary>
    private readonly Queue<Partition> _borrowers = [];

    /// <summary>Whether an idle partition can be forgotten: those that are left must account for the requests in flight.</summary>
    /// <param name="left">How many are left.</param>
    public bool MayForgetUnsynchronized(int left) => !Settings.BorrowParallelRequests || _active <= (long)left * Settings.MaxParallelRequests;

    /// <summary>Whether a partition may have another request in flight, its own or borrowed.</summary>
    private bool MayHaveMoreUnsynchronized(Partition partition) => partition.Active < partition.Limit || (Settings.BorrowParallelRequests && !partition.IsOverloaded);

    /// <summary>Whether a request of those that wait in one of the lines can be granted.</summary>
    private bool CanGrantUnsynchronized() =>
        HasPlaceUnsynchronized() && ((_ready.Count > 0 && HasOwnPlaceUnsynchronized()) || (_borrowers.Count > 0 && HasPlaceToLendUnsynchronized()));

    /// <summary>Whether not all places of the partitions in use are taken, some by those that borrow.</summary>
    private bool HasOwnPlaceUnsynchronized() => !Settings.BorrowParallelRequests || _active < (long)_partitions.All.Count * Settings.MaxParallelRequests;

    /// <summary>What an overloaded endpoint is not to be sent is not lent.</summary>
    private bool HasPlaceToLendUnsynchronized() => _active < _partitions.SumOfLimits();

    /// <summary>Grants what others do not need; to be called when nobody with a right of its own is left who could be granted one.</summary>
    private void LendUnsynchronized(ref Deferred deferred)
    {
        while (_borrowers.Count > 0 && HasPlaceUnsynchronized() && HasPlaceToLendUnsynchronized())
        {
            Partition partition = _borrowers.Dequeue();
            partition.IsBorrower = false;

            // One that stands in the other line meanwhile, or takes rows already, comes back when it has been served.
            if (partition.IsReady || partition.IsGranted || partition.Queue.IsEmpty || !MayHaveMoreUnsynchronized(partition) || IsPausedUnsynchronized(partition)) continue;
            GrantUnsynchronized(partition, ref deferred);
        }
    }

    private void BorrowUnsynchronized(Partition partition)
    {
        if (partition.IsBorrower) return;
        partition.IsBorrower = true;
        _borrowers.Enqueue(partition);
    }
}
