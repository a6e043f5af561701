namespace Scoring.Testing.Services;

/// <summary>A cold start in one run: asked first whether a request fails, then how long it takes.</summary>
internal sealed class ColdStartRun(ColdStart coldStart) : IServiceQuirk, IServiceFaults
{
    /// <summary>The time until a refusal comes: there is nothing to do.</summary>
    private const double RefusalMilliseconds = 1;

    /// <summary>When it has started, and when the last request was sent; null while it is cold.</summary>
    private (long StartedAt, long LastSent)? _warm;

    public ServiceFault? At(long now)
    {
        long startedAt = _warm is { } warm && now - warm.LastSent <= coldStart.IdleAfter.Ticks ? warm.StartedAt : now + coldStart.Time.Ticks;
        _warm = (startedAt, now);
        return coldStart.RefusesMeanwhile && now < startedAt ? new ServiceFault(RefusalMilliseconds, 503, coldStart.RetryAfter) : null;
    }

    public double Apply(in ServiceCall call, double milliseconds, ref StableRandom random) =>
        milliseconds + TimeSpan.FromTicks(Math.Max(0, _warm!.Value.StartedAt - call.SentAt)).TotalMilliseconds;
}
