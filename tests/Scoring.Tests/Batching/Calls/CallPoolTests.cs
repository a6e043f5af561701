using System.Collections.Concurrent;
using Scoring.Batching.Calls;
using Scoring.Concurrency;
using Scoring.Tests.Concurrency;

namespace Scoring.Tests.Batching.Calls;

/// <summary>A call has one user at a time, and calls that come back are used again, wherever they come back.</summary>
public class CallPoolTests
{
    private readonly CallPool<FakeCall> _pool;
    private int _created;

    public CallPoolTests() => _pool = new CallPool<FakeCall>(_ =>
    {
        Interlocked.Increment(ref _created);
        return new FakeCall();
    });

    [Fact]
    public void Call_that_came_back_is_used_again()
    {
        FakeCall call = _pool.Rent();
        _pool.Return(call);

        Assert.Same(call, _pool.Rent());
        Assert.Equal(1, _created);
    }

    [Fact]
    public void Call_at_hand_makes_room_for_one_of_another_pool_and_is_used_again()
    {
        var others = new CallPool<FakeCall>(static _ => new FakeCall());
        FakeCall call = _pool.Rent(), other = others.Rent();
        _pool.Return(call);
        others.Return(other);

        Assert.Same(call, _pool.Rent());
        Assert.Same(other, others.Rent());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1000)]
    public void Calls_in_use_at_once_are_different_and_all_are_used_again(int count)
    {
        for (int round = 0; round < 4; round++) RentAndReturn(count);

        Assert.Equal(count, _created);
    }

    [Fact]
    public void Thread_that_only_rents_gets_what_a_thread_returns_that_only_returns()
    {
        const int Count = 20_000, Burst = 500;
        using var rented = new BlockingCollection<FakeCall>();
        using var returned = new SemaphoreSlim(Burst);

        Threads.Run(2, index =>
        {
            for (int i = 0; i < Count; i++)
            {
                if (index == 0)
                {
                    Assert.True(returned.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
                    rented.Add(_pool.Rent());
                }
                else
                {
                    _pool.Return(rented.Take());
                    returned.Release();
                }
            }
        });

        // Those in use, two boxes on the shelf of the one that returns, and now and then one for a shelf that both held.
        Assert.InRange(_created, 1, Count / 4);
    }

    [Fact]
    public void Thread_with_an_empty_shelf_takes_what_other_threads_have()
    {
        const int Count = 20;
        Threads.Run(1, _ =>
        {
            FakeCall[] calls = [.. Enumerable.Range(0, Count).Select(_ => _pool.Rent())];
            foreach (FakeCall call in calls) _pool.Return(call);
        });

        for (int i = 0; i < Count; i++) _pool.Rent();

        // All but the one that the other thread had at hand.
        Assert.Equal(Count + 1, _created);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(129)]
    [InlineData(1000)]
    public void Calls_are_used_again_while_all_shelves_are_held(int count)
    {
        for (int distance = 0; distance < ThreadPlaces<CallShelf>.Count; distance++) Assert.True(_pool.ShelfAt(distance).TryHold());
        RentAndReturn(count);
        RentAndReturn(count);

        for (int distance = 0; distance < ThreadPlaces<CallShelf>.Count; distance++) _pool.ShelfAt(distance).Leave();
        RentAndReturn(count);

        Assert.Equal(count, _created);
    }

    [Fact]
    public void Calls_of_a_closed_pool_are_let_go_except_the_one_at_hand()
    {
        const int Count = 1000;
        RentAndReturn(Count);
        FakeCall late = _pool.Rent(), later = _pool.Rent();

        _pool.Close();
        _pool.Return(late);
        _pool.Return(later);

        Assert.Same(late, _pool.Rent());
        RentAndReturn(Count);
        Assert.Equal(2 * Count, _created);
    }

    [Fact]
    public void Call_never_has_two_users()
    {
        var handedOver = new ConcurrentQueue<FakeCall>();
        Rounds.Run(6, rounds: 30, (_, _, random) =>
        {
            var mine = new Stack<FakeCall>();
            for (int i = 0; i < 600; i++)
            {
                switch (random.Next(4))
                {
                    case 0 when mine.TryPop(out FakeCall? call):
                        handedOver.Enqueue(call);
                        break;
                    case 1 when mine.TryPop(out FakeCall? call) || handedOver.TryDequeue(out call):
                        call!.EndUse();
                        _pool.Return(call);
                        break;
                    default:
                        mine.Push(_pool.Rent());
                        Assert.True(mine.Peek().TryUse(), "A call was given to two users.");
                        break;
                }
            }

            while (mine.TryPop(out FakeCall? call)) handedOver.Enqueue(call);
        });
    }

    private void RentAndReturn(int count)
    {
        FakeCall[] calls = [.. Enumerable.Range(0, count).Select(_ => _pool.Rent())];
        Assert.Equal(count, calls.Distinct().Count());
        foreach (FakeCall call in calls) _pool.Return(call);
    }
}
