using Scoring.Concurrency;

namespace Scoring.Simulation.Production;

/// <summary>Runs what the clients start, one after another on the one thread of the run.</summary>
internal sealed class VirtualThread : IWorkStarter
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Queue<IThreadPoolWorkItem> _waiting = [];

    public void Start(IThreadPoolWorkItem work)
    {
        Check();
        _waiting.Enqueue(work);
    }

    /// <summary>Runs all that waits and what comes of it.</summary>
    public void RunAll()
    {
        while (_waiting.TryDequeue(out IThreadPoolWorkItem? work)) work.Execute();
    }

    /// <summary>A run that leaves its thread is not the same twice.</summary>
    public void Check()
    {
        if (Environment.CurrentManagedThreadId != _thread) throw new InvalidOperationException("The simulation has left its thread.");
    }
}
