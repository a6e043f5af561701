using Scoring.Concurrency;

namespace Scoring.Tests.Concurrency;

public class ThreadPoolStarterTests
{
    private static readonly AsyncLocal<string?> s_context = new();

    [Fact]
    public async Task Work_runs_on_the_thread_pool_without_the_callers_context()
    {
        var work = new Work();
        s_context.Value = "the caller's";

        ThreadPoolStarter.Instance.Start(work);

        Assert.Equal((true, null), await work.Seen.Task);
    }

    private sealed class Work : IThreadPoolWorkItem
    {
        public TaskCompletionSource<(bool IsPool, string? Context)> Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Execute() => Seen.SetResult((Thread.CurrentThread.IsThreadPoolThread, s_context.Value));
    }
}
