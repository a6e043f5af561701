using Scoring.Concurrency;
using Scoring.Tests.Concurrency;

namespace Scoring.Tests.Batching.Scheduling;

/// <summary>Rows that are pushed without a lock are taken once each, in the order in which their thread pushed them.</summary>
public class ArrivalsTests
{
    [Fact]
    public void Rows_of_a_thread_are_taken_in_their_order()
    {
        var arrivals = new Arrivals();
        FakeRows[] rows = [new(), new(), new()];
        foreach (FakeRows one in rows) arrivals.Push(one);

        Assert.Equal(rows, TakeAll(arrivals));
        Assert.Empty(TakeAll(arrivals));
    }

    [Fact]
    public void Rows_of_calls_that_are_more_than_an_int_holds_together_are_counted()
    {
        var arrivals = new Arrivals();
        for (int i = 0; i < 2; i++) arrivals.Push(new FakeRows(int.MaxValue, isMany: true));

        Assert.Equal(2L * int.MaxValue, arrivals.TakeAll().Count);
    }

    [Fact]
    public void Empty_is_known_before_and_after()
    {
        var arrivals = new Arrivals();
        Assert.True(arrivals.IsEmpty);

        arrivals.Push(new FakeRows());
        Assert.False(arrivals.IsEmpty);
        Assert.Single(TakeAll(arrivals));

        Assert.True(arrivals.IsEmpty);
    }

    [Fact]
    public void Rows_of_every_thread_are_found_from_any()
    {
        var arrivals = new Arrivals();

        Threads.Run(3 * ThreadPlaces<Stripe>.Count, index => arrivals.Push(new FakeRows { Number = index }));

        Assert.False(arrivals.IsEmpty);
        Assert.Equal(Enumerable.Range(0, 3 * ThreadPlaces<Stripe>.Count), TakeAll(arrivals).Select(static rows => rows.Number).Order());
    }

    [Fact]
    public void No_row_is_lost_or_out_of_order_while_threads_push_and_take()
    {
        const int Pushers = 6, RowsEach = 500;
        Arrivals arrivals = null!;
        List<FakeRows> taken = null!;
        var gate = new Lock();

        Rounds.Run(
            Pushers + 2,
            rounds: 40,
            (index, _, _) =>
            {
                for (int i = 0; i < RowsEach; i++)
                {
                    if (index < Pushers) arrivals.Push(new FakeRows(partition: index) { Number = i });
                    else lock (gate) taken.AddRange(TakeAll(arrivals));
                }
            },
            begin: _ => (arrivals, taken) = (new Arrivals(), []),
            end: _ =>
            {
                taken.AddRange(TakeAll(arrivals));
                Assert.True(arrivals.IsEmpty);
                Assert.Equal(Pushers * RowsEach, taken.Count);
                foreach (IGrouping<int, FakeRows> thread in taken.GroupBy(static rows => rows.Partition)) Assert.Equal(Enumerable.Range(0, RowsEach), thread.Select(static rows => rows.Number));
            });
    }

    [Fact]
    public void Rows_of_other_threads_are_taken_where_there_are_few_of_ones_own_or_after_some_turns()
    {
        using var threads = new ThreadsInTurn(2);
        var arrivals = new Arrivals();
        void Push(int thread) => threads.Run(thread, () => arrivals.Push(new FakeRows { Number = thread }));
        (int[] Rows, bool AreOwn) Take()
        {
            RowChain taken = default;
            bool areOwn = false;
            threads.Run(0, () => areOwn = arrivals.TakeNear(1, ref taken));
            return (NumbersOf(taken), areOwn);
        }

        // Few: both. The other's rows are passed over seven times, and then taken.
        Push(1);
        Assert.Equal([1], Take().Rows);
        Push(1);
        for (int turn = 0; turn < 7; turn++)
        {
            Push(0);
            (int[] rows, bool areOwn) = Take();
            Assert.Equal([0], rows);
            Assert.True(areOwn);
        }

        Push(0);
        (int[] all, bool areAllOwn) = Take();
        Assert.Equal([0, 1], all);
        Assert.False(areAllOwn);
        Assert.True(arrivals.IsEmpty);
    }

    [Fact]
    public void Rows_that_are_left_are_taken_before_later_ones_by_any_thread()
    {
        using var threads = new ThreadsInTurn(2);
        for (int taker = 0; taker < 2; taker++)
        {
            var arrivals = new Arrivals();
            RowChain taken = default, again = default;
            threads.Run(0, () =>
            {
                for (int i = 0; i < 4; i++) arrivals.Push(new FakeRows { Number = i });
                Assert.True(arrivals.TakeNear(1, ref taken));
                Assert.Equal(0, ((FakeRows)taken.RemoveFirst()).Number);
                Assert.True(arrivals.IsEmpty);
                arrivals.Leave(in taken);
                Assert.False(arrivals.IsEmpty);
                for (int i = 4; i < 6; i++) arrivals.Push(new FakeRows { Number = i });
            });
            threads.Run(taker, () => again = arrivals.TakeAll());

            Assert.Equal(5, again.Count);
            Assert.Equal([1, 2, 3, 4, 5], NumbersOf(again));
            Assert.True(arrivals.IsEmpty);
            Assert.Equal(0, arrivals.TakeAll().Count);
        }
    }

    private static int[] NumbersOf(RowChain chain)
    {
        var numbers = new List<int>();
        while (chain.First is not null) numbers.Add(((FakeRows)chain.RemoveFirst()).Number);
        Assert.Equal(0, chain.Count);
        return [.. numbers];
    }

    private static List<FakeRows> TakeAll(Arrivals arrivals)
    {
        var all = new List<FakeRows>();
        for (PendingRows? rows = arrivals.TakeAll().First; rows is not null; rows = rows.Next) all.Add((FakeRows)rows);
        return all;
    }
}
