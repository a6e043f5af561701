using Scoring.Concurrency;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Scheduling;

/// <summary>Each submission of a request is told once, none waits behind another's caller, and the object is let go once.</summary>
public class RowCompletionTests
{
    private readonly QueueingStarter _starter = new();

    [Fact]
    public void All_are_told_on_the_calling_thread_when_no_helper_comes()
    {
        var completion = new FakeCompletion(_starter);

        completion.Complete(5);

        Assert.Equal([0, 1, 2, 3, 4], completion.Told);
        Assert.Equal(0, completion.Released);
        _starter.Waiting.Single().Execute();
        Assert.Equal((5, 1), (completion.Told.Length, completion.Released));
    }

    [Fact]
    public void Helper_is_queued_before_the_first_is_told()
    {
        var completion = new FakeCompletion(_starter);
        var queued = new List<int>();
        completion.OnTold = _ => queued.Add(_starter.Waiting.Count);

        completion.Complete(3);

        Assert.Equal([1, 1, 1], queued);
    }

    [Fact]
    public void Helper_tells_the_others_while_a_caller_blocks_and_queues_a_helper_of_its_own()
    {
        var completion = new FakeCompletion(_starter);
        var order = new List<int>();
        completion.OnTold = index =>
        {
            // Whoever blocks lets the queued helper go on.
            if (index < 3 && TakeHelper() is { } helper) helper.Execute();
            order.Add(index);
        };

        completion.Complete(5);

        Assert.Equal([0, 1, 2, 3, 4], completion.Told);
        Assert.Equal([3, 4, 2, 1, 0], order);
        Assert.Equal(0, completion.Released);
        TakeHelper()!.Execute();
        Assert.Equal((5, 1), (completion.Told.Length, completion.Released));
    }

    [Fact]
    public void Single_one_needs_no_helper()
    {
        var completion = new FakeCompletion(_starter);

        completion.Complete(1);

        Assert.Empty(_starter.Waiting);
        Assert.Equal([0], completion.Told);
        Assert.Equal(1, completion.Released);
    }

    [Fact]
    public void Helper_is_not_queued_where_callers_go_on_synchronously()
    {
        var completion = new FakeCompletion(_starter);

        completion.Complete(5, alone: true);

        Assert.Empty(_starter.Waiting);
        Assert.Equal((5, 1), (completion.Told.Length, completion.Released));
    }

    [Fact]
    public void Nothing_is_told_on_a_thread_that_is_not_the_schedulers()
    {
        var completion = new FakeCompletion(_starter);

        completion.CompleteElsewhere(3);
        Assert.Empty(completion.Told);
        while (TakeHelper() is { } helper) helper.Execute();

        Assert.Equal([0, 1, 2], completion.Told);
        Assert.Equal(1, completion.Released);
    }

    [Fact]
    public void Object_serves_again_after_it_was_let_go()
    {
        var completion = new FakeCompletion(_starter);

        for (int round = 1; round <= 3; round++)
        {
            completion.Complete(2);
            while (TakeHelper() is { } helper) helper.Execute();
            Assert.Equal((2 * round, round), (completion.Told.Length, completion.Released));
        }
    }

    [Fact]
    public void Each_is_told_once_on_the_thread_pool_though_each_blocks_on_the_next()
    {
        const int Count = 6;
        for (int round = 0; round < 20; round++)
        {
            using var done = new CountdownEvent(Count);
            ManualResetEventSlim[] told = [.. Enumerable.Range(0, Count).Select(static _ => new ManualResetEventSlim())];
            var completion = new FakeCompletion(ThreadPoolStarter.Instance)
            {
                OnTold = index =>
                {
                    told[index].Set();
                    if (index + 1 < Count) told[index + 1].Wait(TestContext.Current.CancellationToken);
                    done.Signal();
                },
            };

            completion.CompleteElsewhere(Count);

            Assert.True(done.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), "A caller that blocks holds up another.");
            Assert.Equal(Enumerable.Range(0, Count), completion.Told.Order());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(130)]
    [InlineData(1000)]
    public void Last_is_announced_once_before_it_is_told_and_the_helper_begins_elsewhere(int count)
    {
        var completion = new FakeCompletion(_starter);
        completion.OnTold = index =>
        {
            if (index == 0) TakeHelper()?.Execute();
        };

        completion.Complete(count);

        // The first one's caller holds up its thread while the helper tells all others, those first that the thread would have come to last.
        Assert.Equal(Enumerable.Range(0, count), completion.Told.Order());
        Assert.Equal([count - 1], completion.ToldBeforeLast);
        if (count > 1) Assert.Equal(count < 32 ? 1 : HalfOf(count), completion.Told[1]);
        while (TakeHelper() is { } helper) helper.Execute();
        Assert.Equal((count, 1), (completion.Told.Length, completion.Released));
    }

    [Fact]
    public void Many_are_told_once_each_on_the_thread_pool_round_after_round()
    {
        using var done = new SemaphoreSlim(0);
        int left = 0;
        var completion = new FakeCompletion(ThreadPoolStarter.Instance) { OnTold = _ => { if (Interlocked.Decrement(ref left) == 0) done.Release(); } };
        for (int round = 1; round <= 200; round++)
        {
            int count = 1 + (round * 37 % 700), before = completion.Told.Length, released = completion.Released;
            left = count;

            completion.CompleteElsewhere(count);

            Assert.True(done.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), "Some are not told.");
            Assert.True(SpinWait.SpinUntil(() => completion.Released == released + 1, TimeSpan.FromMinutes(1)), "It is held.");
            Assert.Equal(Enumerable.Range(0, count), completion.Told.Skip(before).Order());
            Assert.Equal(round, completion.ToldBeforeLast.Count);
        }
    }

    /// <summary>Where the second half of the parts begins.</summary>
    private static int HalfOf(int count)
    {
        int parts = Math.Min(8, count / 16);
        return parts / 2 * ((count + parts - 1) / parts);
    }

    private IThreadPoolWorkItem? TakeHelper()
    {
        if (_starter.Waiting.Count == 0) return null;
        IThreadPoolWorkItem helper = _starter.Waiting[0];
        _starter.Waiting.RemoveAt(0);
        return helper;
    }
}
