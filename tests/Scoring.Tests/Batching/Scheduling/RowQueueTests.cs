
namespace Scoring.Tests.Batching.Scheduling;

/// <summary>A partition's queue: by priority, then by deadline, then first come first served, with a limit in rows and the rest outside.</summary>
public class RowQueueTests
{
    [Fact]
    public void Rows_of_one_priority_are_taken_in_their_order()
    {
        var queue = new RowQueue(100);
        FakeRows[] rows = [new(), new(), new()];
        foreach (FakeRows one in rows) queue.Add(one);

        Assert.Equal(rows, TakeRequest(queue, 3));
    }

    [Fact]
    public void Higher_priority_goes_first_and_the_rest_follows()
    {
        var queue = new RowQueue(100);
        FakeRows low = new(priority: -5), middle = new(), high = new(priority: 7), higher = new(priority: 9);
        foreach (FakeRows one in (FakeRows[])[low, middle, high, higher]) queue.Add(one);

        Assert.Equal([higher, high, middle, low], TakeRequest(queue, 10));
    }

    [Fact]
    public void Row_that_has_aged_counts_as_a_higher_priority_and_at_a_tie_the_higher_goes_first()
    {
        var queue = new RowQueue(100, ageing: 10);
        FakeRows low = new(priority: -1) { SubmittedAt = 0 }, high = new(priority: 1) { SubmittedAt = 20 };
        queue.Add(low);
        queue.Add(high);

        Assert.Same(high, queue.FirstAt(29));
        low.SubmittedAt = -9;
        Assert.Same(high, queue.FirstAt(20));
        low.SubmittedAt = -10;
        Assert.Same(low, queue.FirstAt(20));
        Assert.Same(high, queue.First);
    }

    [Fact]
    public void Line_is_as_old_as_the_first_of_its_rows()
    {
        var queue = new RowQueue(100, ageing: 10);
        FakeRows old = new() { SubmittedAt = 0 }, due = new() { SubmittedAt = 30, DueAt = 50 }, high = new(priority: 1) { SubmittedAt = 30 };
        foreach (FakeRows one in (FakeRows[])[old, due, high]) queue.Add(one);

        Assert.Same(high, queue.FirstAt(30));
        queue.Take(due, 1);
        Assert.Same(old, queue.FirstAt(30));
    }

    [Fact]
    public void Earlier_deadline_goes_first_and_rows_without_one_last()
    {
        var queue = new RowQueue(100);
        FakeRows never = new(), late = new() { DueAt = 30 }, first = new() { DueAt = 10 }, second = new() { DueAt = 10 }, middle = new() { DueAt = 20 }, always = new();
        foreach (FakeRows one in (FakeRows[])[never, late, first, second, middle, always]) queue.Add(one);

        Assert.Equal([first, second, middle, late, never, always], TakeRequest(queue, 10));
    }

    [Fact]
    public void Priority_counts_before_the_deadline()
    {
        var queue = new RowQueue(100);
        FakeRows urgent = new() { DueAt = 1 }, high = new(priority: 1), highAndDue = new(priority: 1) { DueAt = 1000 };
        foreach (FakeRows one in (FakeRows[])[urgent, high, highAndDue]) queue.Add(one);

        Assert.Equal([highAndDue, high, urgent], TakeRequest(queue, 10));
    }

    [Fact]
    public void Rows_with_one_deadline_keep_their_order_wherever_they_wait()
    {
        var queue = new RowQueue(100);
        FakeRows a = new() { DueAt = 10 }, b = new() { DueAt = 20 }, c = new() { DueAt = 10 }, d = new() { DueAt = 10 }, e = new() { DueAt = 10 };
        foreach (FakeRows one in (FakeRows[])[a, b, c, d]) queue.Add(one);

        Assert.Equal([a, c], TakeRequest(queue, 2));
        queue.Remove(b);
        queue.Add(e);
        Assert.Equal([d, e], TakeRequest(queue, 2));
    }

    [Fact]
    public void Rows_of_an_earlier_deadline_overtake_the_rest_of_rows_that_were_taken_in_part()
    {
        var queue = new RowQueue(100);
        FakeRows many = new(count: 10, isMany: true) { DueAt = 20 }, one = new() { DueAt = 10 };
        queue.Add(many);
        queue.Take(many, 4);

        queue.Add(one);

        Assert.Equal([one, many], TakeRequest(queue, 7));
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void Rows_that_are_taken_in_parts_stay_first()
    {
        var queue = new RowQueue(100);
        FakeRows many = new(count: 10, isMany: true), one = new();
        queue.Add(many);
        queue.Add(one);

        queue.Take(queue.First!, 4);

        Assert.Same(many, queue.First);
        Assert.Equal((4, 6, 7, true), (many.Taken, many.Waiting, queue.Rows, many.IsQueued));
        queue.Take(many, 6);
        Assert.Equal((false, 1), (many.IsQueued, queue.Rows));
        Assert.Same(one, queue.First);
    }

    [Theory]
    [InlineData(4, 1, true)]
    [InlineData(4, 2, false)]
    [InlineData(0, 100, true)]
    [InlineData(1, int.MaxValue, false)]
    public void Room_is_counted_in_rows_and_an_empty_queue_has_room_for_any(int waiting, int count, bool expected)
    {
        var queue = new RowQueue(5);
        for (int i = 0; i < waiting; i++) queue.Add(new FakeRows());

        Assert.Equal(expected, queue.HasRoomFor(count));
    }

    [Fact]
    public void Rows_beyond_the_limit_stay_outside_and_enter_in_their_order()
    {
        var queue = new RowQueue(3);
        FakeRows[] rows = [.. Enumerable.Range(0, 8).Select(static number => new FakeRows(priority: number))];
        foreach (FakeRows one in rows) queue.Add(one);
        Assert.Equal((3, 5), (queue.Rows, queue.RowsOutside));

        // Priority counts among those inside only.
        Assert.Equal([rows[2], rows[1]], TakeRequest(queue, 2));
        Assert.Equal((3, 3), (queue.Rows, queue.RowsOutside));
        Assert.Equal([rows[4], rows[3], rows[0]], TakeRequest(queue, 3));
        Assert.Equal([rows[7], rows[6], rows[5]], TakeRequest(queue, 3));
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void Rows_that_would_fit_do_not_overtake_those_outside()
    {
        var queue = new RowQueue(5);
        FakeRows first = new(count: 3), large = new(count: 4), small = new();
        queue.Add(first);
        queue.Add(large);
        queue.Add(small);

        Assert.Equal((3, 5), (queue.Rows, queue.RowsOutside));
        Assert.Equal([first], TakeRequest(queue, 3));
        Assert.Equal((5, 0), (queue.Rows, queue.RowsOutside));
        Assert.Equal([large, small], TakeRequest(queue, 5));
    }

    [Fact]
    public void Call_larger_than_the_limit_enters_when_nothing_waits()
    {
        var queue = new RowQueue(5);
        FakeRows first = new(), large = new(count: 50, isMany: true), last = new();
        queue.Add(first);
        queue.Add(large);
        queue.Add(last);

        TakeRequest(queue, 1);
        Assert.Equal((50, 1), (queue.Rows, queue.RowsOutside));
        Assert.Equal([large], TakeRequest(queue, 45));
        Assert.Equal((5, 1), (queue.Rows, queue.RowsOutside));
        TakeRequest(queue, 1);
        Assert.Equal((5, 0), (queue.Rows, queue.RowsOutside));
    }

    [Fact]
    public void Rows_that_are_removed_make_room_for_those_outside()
    {
        var queue = new RowQueue(2);
        FakeRows[] rows = [.. Enumerable.Range(0, 5).Select(static number => new FakeRows(priority: number % 2) { Number = number })];
        foreach (FakeRows one in rows) queue.Add(one);

        RowList removed = default;
        queue.RemoveWhere(0, static (one, _) => ((FakeRows)one).Number is 0 or 3, ref removed);

        Assert.Equal([rows[0], rows[3]], All(ref removed));
        Assert.Equal((2, 1), (queue.Rows, queue.RowsOutside));
        Assert.Equal([false, true, true, false, true], rows.Select(static one => one.IsQueued));
        Assert.Equal([rows[1], rows[2]], TakeRequest(queue, 2));
        Assert.Equal([rows[4]], TakeRequest(queue, 2));
    }

    [Fact]
    public void Priorities_that_were_used_once_leave_little_behind()
    {
        var queue = new RowQueue(int.MaxValue);
        for (int i = 1; i <= 10_000; i++)
        {
            queue.Add(new FakeRows(priority: i));
            RowList removed = default;
            queue.RemoveWhere(0, static (_, _) => true, ref removed);
        }

        Assert.InRange(queue.Lines, 1, 100);
    }

    [Fact]
    public void Oldest_submission_is_that_of_any_priority()
    {
        var queue = new RowQueue(100);
        queue.Add(new FakeRows(priority: 1) { SubmittedAt = 30 });
        queue.Add(new FakeRows(priority: -1) { SubmittedAt = 20 });
        queue.Add(new FakeRows { SubmittedAt = 40 });

        Assert.Equal(20, queue.OldestSubmission());
        TakeRequest(queue, 3);
        queue.Add(new FakeRows { SubmittedAt = 50 });
        Assert.Equal(50, queue.OldestSubmission());
    }

    [Fact]
    public void Swept_rows_are_found_inside_and_outside()
    {
        var queue = new RowQueue(1);
        queue.Add(new FakeRows(priority: 3));
        queue.Add(new FakeRows());
        Assert.False(queue.HasSweptRows());

        queue.Add(new FakeRows(isSwept: true));
        Assert.True(queue.HasSweptRows());
        TakeRequest(queue, 1);
        TakeRequest(queue, 1);
        Assert.True(queue.HasSweptRows());
        TakeRequest(queue, 1);
        Assert.False(queue.HasSweptRows());
    }

    /// <summary>Against lists that are searched from one end to the other.</summary>
    [Fact]
    public void Queue_does_what_lists_do()
    {
        for (int round = 0; round < 300; round++)
        {
            int seed = (int)Properties.Seed + round;
            try
            {
                new RowQueueModel(seed).Run();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The queue is not what lists are with seed {seed}: {error.Message}", error);
            }
        }
    }

    private static List<PendingRows> TakeRequest(RowQueue queue, int room)
    {
        var taken = new List<PendingRows>();
        while (room > 0 && queue.First is { } rows)
        {
            int count = Math.Min(room, rows.Waiting);
            queue.Take(rows, count);
            room -= count;
            taken.Add(rows);
        }

        queue.Admit();
        return taken;
    }

    private static List<PendingRows> All(ref RowList list)
    {
        var all = new List<PendingRows>();
        while (!list.IsEmpty) all.Add(list.RemoveFirst());
        return all;
    }
}
