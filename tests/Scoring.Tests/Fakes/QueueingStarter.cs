using Scoring.Concurrency;

namespace Scoring.Tests.Fakes;

/// <summary>Keeps what is to be started until a test starts it, in any order.</summary>
internal sealed class QueueingStarter : IWorkStarter
{
    public List<IThreadPoolWorkItem> Waiting { get; } = [];

    public void Start(IThreadPoolWorkItem work) => Waiting.Add(work);
}
