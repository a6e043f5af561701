using Scoring.Concurrency;

namespace Scoring.Tests.Concurrency;

public class ActiveCallsTests
{
    [Fact]
    public void EndAll_ends_the_calls_that_are_active()
    {
        var calls = new ActiveCalls<string>();
        var ended = new List<string>();
        foreach (string call in new[] { "a", "b", "c" }) Assert.True(calls.TryAdd(call));
        calls.Remove("b");

        calls.EndAll(ended.Add);

        Assert.Equal(["a", "c"], ended.Order());
    }

    [Fact]
    public void Call_that_comes_after_EndAll_is_turned_away()
    {
        var calls = new ActiveCalls<string>();
        calls.EndAll(static _ => { });

        Assert.False(calls.TryAdd("late"));
    }

    [Fact]
    public void Ending_may_remove_the_call_itself()
    {
        var calls = new ActiveCalls<string>();
        calls.TryAdd("a");
        calls.TryAdd("b");
        int ended = 0;

        calls.EndAll(call =>
        {
            ended++;
            calls.Remove(call);
        });

        Assert.Equal(2, ended);
    }

    /// <summary>A call begins while all are ended: it is ended, or it is turned away, and never both or neither.</summary>
    [Fact]
    public void Call_that_begins_while_all_are_ended_is_ended_or_turned_away()
    {
        ActiveCalls<int[]> calls = null!;
        int[] call = [];

        Rounds.Run(
            threads: 2,
            rounds: 5000,
            (index, _, random) =>
            {
                Thread.SpinWait(random.Next(30));
                if (index == 0) calls.EndAll(static call => Interlocked.Increment(ref call[0]));
                else if (!calls.TryAdd(call)) Interlocked.Increment(ref call[0]);
            },
            _ => (calls, call) = (new ActiveCalls<int[]>(), [0]),
            _ => Assert.Equal(1, call[0]));
    }
}
