using Scoring.Batching.Control;

namespace Scoring.Batching.Queueing;

/// <summary>An independent stream of rows: its queue, and its requests in flight.</summary>
/// <remarks>Used under the scheduler's lock. It is also the work item of its next request, so that granting one allocates nothing.</remarks>
internal sealed class Partition(Scheduler scheduler, int key) : IThreadPoolWorkItem
{
    public int Key { get; } = key;

    public RowQueue Queue { get; } = new(scheduler.MaxQueuedRows, scheduler.AgeingTicks);

    /// <summary>Requests in flight, and those about to be: never more than the partition's limit, and those it borrows.</summary>
    public int Active { get; set; }

    /// <summary>How many rows come; null where nobody asks.</summary>
    public ArrivalRate? Rate { get; } = scheduler.Settings.EarnDelay ? new ArrivalRate() : null;

    /// <summary>Set once the endpoint was overloaded.</summary>
    public OverloadGuard? Guard { get; set; }

    /// <summary>Most requests in flight.</summary>
    public int Limit => Guard is null ? scheduler.Settings.MaxParallelRequests : Math.Min(Guard.Limit, scheduler.Settings.MaxParallelRequests);

    /// <summary>Its requests by the reason for their size.</summary>
    public DispatchTally Dispatches;

    /// <summary>Whether its endpoint has been overloaded, and it has not all its requests back.</summary>
    public bool IsOverloaded => Guard is { Limit: < int.MaxValue };

    /// <summary>How often the request that is granted has let callers go first. Used by the thread that starts it.</summary>
    public int Yields { get; set; }

    /// <summary>Whether one of <see cref="Active"/> has not taken its rows yet: never more than one, as it will find all there are.</summary>
    public bool IsGranted { get; set; }

    /// <summary>The next partition whose request is to be started after the lock.</summary>
    public Partition? NextToStart { get; set; }

    /// <summary>Whether it stands in the line of partitions that wait for a request.</summary>
    public bool IsReady { get; set; }

    /// <summary>Whether it stands in the line of those that would use the requests of others.</summary>
    public bool IsBorrower { get; set; }

    /// <summary>Whether its rows wait for others to come, until the scheduler's timer says otherwise.</summary>
    public bool IsLingering { get; set; }

    /// <summary>Whether a row waits whose deadline would pass while it waits for others.</summary>
    public bool IsUrgent { get; set; }

    public bool IsIdle => Active == 0 && Queue.IsEmpty && Queue.RowsOutside == 0;

    /// <summary>Starts the request that was granted.</summary>
    void IThreadPoolWorkItem.Execute() => scheduler.StartRequest(this, lender: null);
}
