using Scoring.Concurrency;

namespace Scoring.Tests.Concurrency;

public class WakeGateTests
{
    private WakeGate _gate;

    [Fact]
    public void One_is_inside_and_takes_another_turn_for_whoever_came()
    {
        Assert.True(_gate.TryEnter());
        Assert.False(_gate.TryEnter());
        Assert.False(_gate.TryEnter());
        Assert.False(_gate.TryLeave());
        Assert.True(_gate.TryLeave());
        Assert.True(_gate.TryEnter());
        Assert.True(_gate.TryLeave());
    }

    [Fact]
    public void What_came_during_another_turn_gets_a_turn_too()
    {
        Assert.True(_gate.TryEnter());
        Assert.False(_gate.TryEnter());
        Assert.False(_gate.TryLeave());
        Assert.False(_gate.TryEnter());
        Assert.False(_gate.TryLeave());
        Assert.True(_gate.TryLeave());
    }

    [Fact]
    public void Every_wake_is_seen_by_a_turn_that_begins_after_it()
    {
        const int Count = 4;
        const int Wakes = 100_000;
        long announced = 0;
        long seen = 0;
        int inside = 0;

        Threads.Run(Count, _ =>
        {
            for (int i = 0; i < Wakes; i++)
            {
                Interlocked.Increment(ref announced);
                if (!_gate.TryEnter()) continue;
                do
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    seen = Volatile.Read(ref announced);
                    Interlocked.Decrement(ref inside);
                }
                while (!_gate.TryLeave());
            }
        });

        Assert.Equal(Count * Wakes, seen);
    }
}
