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

        arrivals.TakeAll(out long count);

        Assert.Equal(2L * int.MaxValue, count);
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

        Threads.Run(3 * ThreadPlaces<PendingRows>.Count, index => arrivals.Push(new FakeRows { Number = index }));

        Assert.False(arrivals.IsEmpty);
        Assert.Equal(Enumerable.Range(0, 3 * ThreadPlaces<PendingRows>.Count), TakeAll(arrivals).Select(static rows => rows.Number).Order());
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

    private static List<FakeRows> TakeAll(Arrivals arrivals)
    {
        var all = new List<FakeRows>();
        for (PendingRows? rows = arrivals.TakeAll(out _); rows is not null; rows = rows.Next) all.Add((FakeRows)rows);
        return all;
    }
}
