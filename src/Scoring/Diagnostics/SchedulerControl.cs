namespace Scoring.Diagnostics;

/// <summary>A look at a client's scheduler. Had with <see cref="ScoringClientExtensions.GetScheduler(IScoringClient)"/>, or with <c>GetService(typeof(SchedulerControl))</c>, from any client with a queue.</summary>
/// <remarks>Thread-safe. It may be kept as long as the client, and used after that was disposed.</remarks>
public sealed class SchedulerControl
{
    private readonly TimeProvider _clock;

    /// <summary>Null until the signature was read. Written once, by whoever binds the client.</summary>
    private Scheduler? _scheduler;

    internal SchedulerControl(ScoringClientOptions options) => _clock = options.TimeProvider;

    /// <summary>What the scheduler does at this moment and why.</summary>
    /// <remarks>Cheap, and holds up nobody for long: take it as often as it is looked at. Values of one snapshot belong together.</remarks>
    public SchedulerSnapshot Snapshot() => Volatile.Read(ref _scheduler)?.Snapshot() ?? new SchedulerSnapshot { TakenAt = _clock.GetUtcNow() };

    /// <summary>The model is known.</summary>
    internal void Attach(Scheduler scheduler) => Volatile.Write(ref _scheduler, scheduler);
}
