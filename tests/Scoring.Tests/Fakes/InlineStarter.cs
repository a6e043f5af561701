using Scoring.Concurrency;

namespace Scoring.Tests.Fakes;

/// <summary>Runs work on the thread that starts it: at once, or, when that thread runs some already, after it.</summary>
internal sealed class InlineStarter : IWorkStarter
{
    [ThreadStatic]
    private static Queue<IThreadPoolWorkItem>? s_waiting;

    public static InlineStarter Instance { get; } = new();

    public void Start(IThreadPoolWorkItem work)
    {
        if (s_waiting is { } waiting)
        {
            waiting.Enqueue(work);
            return;
        }

        s_waiting = new Queue<IThreadPoolWorkItem>([work]);
        try
        {
            while (s_waiting.TryDequeue(out IThreadPoolWorkItem? next)) next.Execute();
        }
        finally
        {
            s_waiting = null;
        }
    }
}
