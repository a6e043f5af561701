namespace Scoring.Concurrency;

/// <summary>Decides where a request is started. The one seam between the clients and the threads: a pool in production, inline in a simulation.</summary>
internal interface IWorkStarter
{
    void Start(IThreadPoolWorkItem work);
}
