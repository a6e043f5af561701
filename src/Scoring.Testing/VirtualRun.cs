using System.Collections.Concurrent;
using Scoring.Concurrency;

namespace Scoring.Testing;

/// <summary>Runs clients and simulated endpoints in virtual time on the thread that moves the clock: the same each time, and a day in seconds.</summary>
/// <remarks>
/// At one moment requests end first, then timers fire; only then runs what the clients have started meanwhile, and the callers whose scores came go on inside.
/// One thread at a time: the one that submits rows or moves the clock.
/// </remarks>
public sealed class VirtualRun
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _started = [];
    private readonly List<SimulatedEndpoint> _endpoints = [];
    private readonly int? _thread;

    /// <summary>A run whose clock stands at the beginning of 2026.</summary>
    public VirtualRun()
    {
        Starter = new QueueStarter(this);
    }

    /// <param name="thread">The only thread that may start anything.</param>
    internal VirtualRun(int thread)
        : this() => _thread = thread;

    /// <summary>The clock. Moving it by itself fires timers, but ends no request: use <see cref="Advance"/>.</summary>
    public ManualTimeProvider Clock { get; } = new();

    /// <summary>The moment at which something is next to happen by itself, in ticks; <see cref="long.MaxValue"/> for none.</summary>
    internal long NextMoment
    {
        get
        {
            long next = Clock.NextDue;
            foreach (SimulatedEndpoint endpoint in _endpoints) next = Math.Min(next, endpoint.NextEnd);
            return next;
        }
    }

    internal IWorkStarter Starter { get; }

    /// <summary>Has a client run here. Call it before the client is built.</summary>
    /// <param name="options">The client's options: clock and threads are set.</param>
    /// <returns>The same options.</returns>
    public ScoringClientOptions Use(ScoringClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.TimeProvider = Clock;
        options.Starter = Starter;
        return options;
    }

    /// <summary>Runs what clients have started, such as sending the rows just submitted, without moving the clock.</summary>
    public void RunStarted()
    {
        while (_started.TryDequeue(out IThreadPoolWorkItem? work)) work.Execute();
    }

    /// <summary>Moves the clock, moment by moment: ends requests, fires timers, and runs what comes of it.</summary>
    /// <param name="time">By how much.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        long end = Clock.GetTimestamp() + time.Ticks;
        RunStarted();
        for (long next = NextMoment; next <= end; next = NextMoment)
        {
            Begin(next);
            RunStarted();
        }

        Clock.MoveTo(end);
    }

    /// <summary>The first part of a moment: requests end and timers fire.</summary>
    internal void Begin(long now)
    {
        Clock.MoveTo(Math.Max(now, Clock.GetTimestamp()));
        foreach (SimulatedEndpoint endpoint in _endpoints) endpoint.EndDue();
        Clock.FireDue();
    }

    internal void Add(SimulatedEndpoint endpoint) => _endpoints.Add(endpoint);

    /// <summary>A run that leaves its thread is not the same twice.</summary>
    internal void CheckThread()
    {
        if (_thread is { } thread && Environment.CurrentManagedThreadId != thread) throw new InvalidOperationException("The simulation has left its thread.");
    }

    private sealed class QueueStarter(VirtualRun run) : IWorkStarter
    {
        public void Start(IThreadPoolWorkItem work)
        {
            run.CheckThread();
            run._started.Enqueue(work);
        }
    }
}
