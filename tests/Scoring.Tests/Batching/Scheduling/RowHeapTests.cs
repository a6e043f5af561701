namespace Scoring.Tests.Batching.Scheduling;

/// <summary>A heap gives rows by their deadline and then by their number, whichever leave it, against a list that is sorted each time.</summary>
public class RowHeapTests
{
    [Fact]
    public void Rows_leave_by_deadline_and_then_by_number()
    {
        var heap = new RowHeap();
        FakeRows a = New(20, 0), b = New(10, 1), c = New(10, 2), d = New(5, 3);
        foreach (FakeRows rows in (FakeRows[])[a, c, d, b]) heap.Add(rows);

        Assert.Equal([d, b, c, a], TakeAll(heap));
        Assert.Equal((null, 0), (heap.First, heap.Count));
    }

    [Fact]
    public void Rows_that_left_hold_on_to_no_place()
    {
        var heap = new RowHeap();
        FakeRows[] all = [New(3, 0), New(2, 1), New(1, 2)];
        foreach (FakeRows rows in all) heap.Add(rows);
        Assert.Equal([1, 2, 3], all.Select(static rows => rows.HeapNumber).Order());

        TakeAll(heap);

        Assert.All(all, static rows => Assert.Equal(0, rows.HeapNumber));
    }

    [Fact]
    public void Heap_does_what_a_sorted_list_does()
    {
        for (int round = 0; round < 200; round++)
        {
            int seed = (int)Properties.Seed + round;
            try
            {
                Compare(new Random(seed));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The heap is not what a sorted list is with seed {seed}: {error.Message}", error);
            }
        }
    }

    private static void Compare(Random random)
    {
        var heap = new RowHeap();
        var list = new List<FakeRows>();
        int values = random.Next(1, 50), most = random.Next(1, 60);
        for (int step = 0; step < 200; step++)
        {
            if (list.Count < most && random.Next(3) > 0) Add(heap, list, New(random.Next(values), step, random.Next(100)));
            else if (list.Count > 0 && random.Next(10) > 0) Remove(heap, list, list[random.Next(3) == 0 ? 0 : random.Next(list.Count)]);
            else RemoveWhere(heap, list, random.Next(1, 5));
            list.Sort(static (left, right) => (left.DueAt, left.LineNumber).CompareTo((right.DueAt, right.LineNumber)));
            Assert.Equal((list.FirstOrDefault(), list.Count), (heap.First, heap.Count));
            Assert.Equal(list.Count == 0 ? long.MaxValue : list.Min(static rows => rows.SubmittedAt), heap.OldestSubmission());
        }

        Assert.Equal(list, TakeAll(heap));
    }

    private static void Add(RowHeap heap, List<FakeRows> list, FakeRows rows)
    {
        heap.Add(rows);
        list.Add(rows);
    }

    private static void Remove(RowHeap heap, List<FakeRows> list, FakeRows rows)
    {
        heap.Remove(rows);
        list.Remove(rows);
    }

    private static void RemoveWhere(RowHeap heap, List<FakeRows> list, int divisor)
    {
        RowList removed = default;
        heap.RemoveWhere(divisor, static (rows, divisor) => rows.LineNumber % divisor == 0, ref removed);
        var gone = new List<PendingRows>();
        while (!removed.IsEmpty) gone.Add(removed.RemoveFirst());
        Assert.Equal(list.Where(rows => rows.LineNumber % divisor == 0).ToHashSet<PendingRows>(), gone.ToHashSet());
        list.RemoveAll(rows => rows.LineNumber % divisor == 0);
    }

    private static List<PendingRows> TakeAll(RowHeap heap)
    {
        var taken = new List<PendingRows>();
        while (heap.First is { } rows)
        {
            heap.Remove(rows);
            taken.Add(rows);
        }

        return taken;
    }

    private static FakeRows New(long dueAt, int number, long submittedAt = 0) => new() { DueAt = dueAt, LineNumber = number, SubmittedAt = submittedAt };
}
