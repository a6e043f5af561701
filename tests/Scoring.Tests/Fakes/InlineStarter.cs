using Scoring.Concurrency;

namespace Scoring.Tests.Fakes;

/// <summary>Starts requests inside the call, so that a test runs on one thread.</summary>
internal sealed class InlineStarter : IWorkStarter
{
    public static InlineStarter Instance { get; } = new();

    public void Start(IThreadPoolWorkItem work) => work.Execute();
}
