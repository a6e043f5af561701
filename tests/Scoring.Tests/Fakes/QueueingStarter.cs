using Scoring.Concurrency;

namespace Scoring.Tests.Fakes;

/// <summary>Keeps what is to be started, by any thread, until a test starts it on one, in any order.</summary>
internal sealed class QueueingStarter : IWorkStarter
{
    public List<IThreadPoolWorkItem> Waiting { get; } = [];

    public void Start(IThreadPoolWorkItem work)
    {
        lock (Waiting) Waiting.Add(work);
    }

    /// <summary>Starts one of those that wait.</summary>
    public void RunOne(int index)
    {
        IThreadPoolWorkItem work = Waiting[index];
        Waiting.RemoveAt(index);
        work.Execute();
    }

    /// <summary>Starts what waits, and what comes of it, in order.</summary>
    public void RunAll()
    {
        while (Waiting.Count > 0) RunOne(0);
    }
}
