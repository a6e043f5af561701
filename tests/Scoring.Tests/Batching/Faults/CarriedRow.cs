using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Faults;

/// <summary>Brings a request to where it has taken the arrivals but not the lock, which a sweep holds.</summary>
internal sealed class CarriedRow : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ScriptedTimeProvider _clock = new();
    private readonly QueueingStarter _starter = new();
    private readonly ManualResetEventSlim _inSweep = new();
    private readonly ManualResetEventSlim _go = new();
    private readonly List<Thread> _threads = [];
    private int _sweeper = -1;

    /// <param name="deadline">Of a row that waits already, so that there is something to sweep.</param>
    public CarriedRow(TimeSpan deadline)
    {
        Client = new ScoringClientBuilder(Leaf.Client).Build<long, long>(null, null, new ScoringClientOptions
        {
            TimeProvider = _clock,
            Starter = _starter,
            ShutdownTimeout = TimeSpan.Zero,
            MaxParallelRequests = 1,
        });
        _clock.OnGetTimestamp = () =>
        {
            if (Environment.CurrentManagedThreadId != _sweeper) return;
            _inSweep.Set();
            _go.Wait(s_patience);
        };
        _ = Client.ScoreAsync(1).AsTask();
        _ = Client.ScoreAsync(2, new RowOptions(Deadline: deadline)).AsTask();
    }

    public HoldingLeaf Leaf { get; } = new();

    public IScoringClient<long, long> Client { get; }

    /// <summary>What the sweep's timer was last set to.</summary>
    public TimeSpan SweepDue => _clock.Timers[0].DueTime;

    /// <summary>Begins the sweep, which then holds the lock.</summary>
    /// <param name="late">How late it comes.</param>
    public void Begin(TimeSpan late = default)
    {
        _clock.Advance(late);
        var sweep = new Thread(() =>
        {
            _sweeper = Environment.CurrentManagedThreadId;
            _clock.Timers[0].Fire();
        });
        _threads.Add(sweep);
        sweep.Start();
        Assert.True(_inSweep.Wait(s_patience));
    }

    public void StartRequest()
    {
        IThreadPoolWorkItem request = _starter.Waiting[0];
        _starter.Waiting.RemoveAt(0);
        Start(request.Execute);
    }

    public void Start(Action action)
    {
        var thread = new Thread(() => action());
        _threads.Add(thread);
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin) || !thread.IsAlive, s_patience));
    }

    public void End()
    {
        _go.Set();
        foreach (Thread thread in _threads) thread.Join();
        _starter.RunAll();
    }

    /// <summary>Answers all requests, and those that follow.</summary>
    public void CompleteAll()
    {
        while (Leaf.Open.FirstOrDefault() is { } request)
        {
            request.Complete();
            _starter.RunAll();
        }
    }

    public void Dispose()
    {
        _inSweep.Dispose();
        _go.Dispose();
    }
}
