using System.Collections.Concurrent;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx.UsualWay;

/// <summary>Callers that each score one row in the usual way, on as many sessions as a client has lanes.</summary>
/// <remarks>
/// A row takes a session that is free (one more is made should the pool have more threads than lanes) and runs on the pool's thread; callers go to the back of the pool's queue after each row, so that all of them get their turn.
/// Waiting for a semaphore measures the same; sharing one session, as most applications do, is a quarter to a half slower.
/// </remarks>
internal sealed class UsualLanes(IModelCase model) : IDisposable
{
    private readonly ConcurrentQueue<UsualRun> _free = new(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new UsualRun(model)));

    public Task<long> ScoreAsync(int callers, StopFlag stop) =>
        ShuffledCallers.RunAsync(callers, (caller, start) => ScoreAsync((int)((long)caller * RowCount.Distinct / callers), start, stop));

    public void Dispose()
    {
        foreach (UsualRun run in _free) run.Dispose();
    }

    private async Task<long> ScoreAsync(int at, Task start, StopFlag stop)
    {
        await start;
        long rows = 0;
        while (!stop.IsSet)
        {
            Score(at);
            if (++at == RowCount.Distinct) at = 0;
            rows++;
            await Task.Yield();
        }

        return rows;
    }

    private void Score(int row)
    {
        if (!_free.TryDequeue(out UsualRun? run)) run = new UsualRun(model);
        _ = run.Run(model.Values.AsSpan(row * model.Features, model.Features))[0];
        _free.Enqueue(run);
    }
}
