using Microsoft.Extensions.ObjectPool;

namespace Scoring.Http.Attempts;

/// <summary>The timers of a client's attempts, which serve again.</summary>
internal sealed class AttemptTimers(HttpScoringOptions options, CancellationToken shutdown)
{
    private readonly DefaultObjectPool<AttemptTimer> _pool = new(new Policy(options.TimeProvider), HttpScoringClient.MaxRetained);

    /// <summary>Begins an attempt, which ends with its time, its deadline, its caller or the client.</summary>
    public AttemptTimer Start(Deadline deadline, CancellationToken cancellationToken)
    {
        AttemptTimer timer = _pool.Get();
        TimeSpan left = deadline.Remaining;
        timer.Start(left < options.AttemptTimeout ? left : options.AttemptTimeout, cancellationToken, shutdown);
        return timer;
    }

    public void Stop(AttemptTimer timer)
    {
        if (timer.TryStop()) _pool.Return(timer);
        else timer.Dispose();
    }

    private sealed class Policy(TimeProvider clock) : IPooledObjectPolicy<AttemptTimer>
    {
        public AttemptTimer Create() => new(clock);

        public bool Return(AttemptTimer timer) => true;
    }
}
