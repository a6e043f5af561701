using Scoring.Batching.Calls;
using Scoring.Tests.Batching.Scheduling;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Faults;

/// <summary>After disposing has given up, whoever finds arrivals being carried once went round and round under the lock that the carrying thread waited for.</summary>
public class CarriedWhenOverTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly QueueingStarter _starter = new();
    private readonly ScriptedTimeProvider _clock = new();
    private readonly Scheduler _scheduler;

    public CarriedWhenOverTests()
    {
        var options = new ScoringClientOptions { TimeProvider = _clock, Starter = _starter, MaxQueueDelay = TimeSpan.FromHours(1) };
        _scheduler = new Scheduler(SchedulerSettings.Create(LongModel.Signature(lanes: 1), options), static scheduler => new BatchFlight(scheduler, new ScriptedLeaf()));
    }

    [Fact]
    public void Rows_that_come_while_others_are_carried_after_the_end_are_ended()
    {
        FakeRows[] rows = [new(partition: 1), new(partition: 2), new(partition: 3)];
        Assert.True(_scheduler.TrySubmit(rows[0]));
        Assert.True(_scheduler.TrySubmit(rows[1]));
        IThreadPoolWorkItem request = Assert.Single(_starter.Waiting);
        _starter.Waiting.Clear();

        // One partition has the only request, which has not begun; the other stands in line.
        _scheduler.Abandon();
        using var inSweep = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        Thread sweep = StartSweep(inSweep, go);
        Thread carrier = StartUntilItWaits(request.Execute);
        Thread caller = StartUntilItWaits(() => _scheduler.TrySubmit(rows[2]));
        go.Set();

        Assert.All([sweep, carrier, caller], static thread => Assert.True(thread.Join(s_patience), "A thread does not come to an end."));
        _starter.RunAll();
        Assert.All(rows, static one => Assert.Equal(RowsEnd.ShutDown, one.Ended));
    }

    /// <summary>A sweep that holds the lock until it may go on.</summary>
    private Thread StartSweep(ManualResetEventSlim inSweep, ManualResetEventSlim go)
    {
        var sweep = new Thread(_clock.Timers[0].Fire) { IsBackground = true };
        _clock.OnGetTimestamp = () =>
        {
            if (Thread.CurrentThread != sweep) return;
            inSweep.Set();
            go.Wait(s_patience);
        };
        sweep.Start();
        Assert.True(inSweep.Wait(s_patience));
        return sweep;
    }

    private static Thread StartUntilItWaits(Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true };
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), s_patience));
        return thread;
    }
}
