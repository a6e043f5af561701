using Scoring.Concurrency;

namespace Scoring.Batching.Flights;

/// <summary>Ends several submissions so that none waits behind another's caller: workers claim them one by one, and a helper is queued before the first claim.</summary>
/// <remarks>A caller that blocks holds one worker; the helper goes on with the others and queues a helper of its own.</remarks>
internal abstract class RowCompletion : IThreadPoolWorkItem
{
    /// <summary>Submissions to end. Written before the first claim.</summary>
    private int _count;

    /// <summary>The next submission to claim. Moved only by interlocked operations.</summary>
    private int _next;

    /// <summary>Workers, queued helpers and whoever else holds the object; at 0 it is used again. Changed only by interlocked operations.</summary>
    private int _holders;

    protected abstract IWorkStarter Starter { get; }

    void IThreadPoolWorkItem.Execute()
    {
        if (Volatile.Read(ref _next) < _count - 1) QueueHelper();
        EndRest();
        Release();
    }

    /// <summary>Sets the object up for its first holder.</summary>
    protected void Hold() => Volatile.Write(ref _holders, 1);

    /// <summary>Lets one more hold the object; somebody holds it already.</summary>
    protected void AddHolder() => Interlocked.Increment(ref _holders);

    /// <summary>Ends all, here and where helpers run.</summary>
    protected void EndAll(int count, bool alone)
    {
        _count = count;
        if (alone)
        {
            EndInTurn();
            return;
        }

        Volatile.Write(ref _next, 0);
        if (count > 1) QueueHelper();
        EndRest();
    }

    /// <summary>The same, but nothing on the calling thread, which is not the scheduler's.</summary>
    protected void QueueEndAll(int count)
    {
        _count = count;
        Volatile.Write(ref _next, 0);
        QueueHelper();
    }

    protected void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0) OnReleased();
    }

    /// <summary>One submission is about to be ended, and those after it soon.</summary>
    protected virtual void Approach(int index)
    {
    }

    /// <summary>Ends one submission; what waits for it goes on inside.</summary>
    protected abstract void EndOne(int index);

    /// <summary>The last submission is about to be ended; others may be just being told.</summary>
    protected abstract void OnLastClaimed();

    /// <summary>Nobody holds the object any more.</summary>
    protected abstract void OnReleased();

    /// <summary>Where nobody helps nothing need be claimed.</summary>
    private void EndInTurn()
    {
        for (int index = 0; index < _count; index++)
        {
            if (index == _count - 1) OnLastClaimed();
            Approach(index);
            EndOne(index);
        }
    }

    private void QueueHelper()
    {
        AddHolder();
        Starter.Start(this);
    }

    private void EndRest()
    {
        int index;
        while (Volatile.Read(ref _next) < _count && (index = Interlocked.Increment(ref _next) - 1) < _count)
        {
            if (index == _count - 1) OnLastClaimed();
            Approach(index);
            EndOne(index);
        }
    }
}
