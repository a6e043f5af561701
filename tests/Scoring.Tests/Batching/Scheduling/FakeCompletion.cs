using Scoring.Concurrency;

namespace Scoring.Tests.Batching.Scheduling;

/// <summary>A completion of numbers, each told once.</summary>
internal sealed class FakeCompletion(IWorkStarter starter) : RowCompletion
{
    private readonly List<int> _told = [];
    private readonly Lock _lock = new();

    /// <summary>In the order in which they were told.</summary>
    public int[] Told
    {
        get
        {
            lock (_lock) return [.. _told];
        }
    }

    public int Released { get; private set; }

    /// <summary>How many had been told, at most, when the last was claimed; one for each time.</summary>
    public List<int> ToldBeforeLast { get; } = [];

    /// <summary>What the caller of a number does when it is told.</summary>
    public Action<int> OnTold { get; set; } = static _ => { };

    protected override IWorkStarter Starter => starter;

    public void Complete(int count, bool alone = false)
    {
        Hold();
        EndAll(count, alone);
        Release();
    }

    public void CompleteElsewhere(int count)
    {
        Hold();
        QueueEndAll(count);
        Release();
    }

    protected override void EndOne(int index)
    {
        lock (_lock) _told.Add(index);
        OnTold(index);
    }

    protected override void OnLastClaimed()
    {
        lock (_lock) ToldBeforeLast.Add(_told.Count);
    }

    protected override void OnReleased() => Released++;
}
