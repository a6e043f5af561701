namespace Scoring.Concurrency;

/// <summary>Starts requests on the thread pool, without the caller's execution context.</summary>
internal sealed class ThreadPoolStarter : IWorkStarter
{
    public static ThreadPoolStarter Instance { get; } = new();

    public void Start(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
}
