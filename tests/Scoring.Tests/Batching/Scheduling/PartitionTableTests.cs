using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Scheduling;

/// <summary>Partitions are made on first use, and idle ones are collected when there are many.</summary>
public class PartitionTableTests
{
    [Fact]
    public void Partition_is_made_once()
    {
        var table = NewTable();

        Partition seven = table.Get(7), eight = table.Get(8);

        Assert.Same(seven, table.Get(7));
        Assert.Same(eight, table.Get(8));
        Assert.Equal((7, 8, 2), (seven.Key, eight.Key, table.All.Count));
    }

    [Fact]
    public void Any_number_is_a_partition()
    {
        var table = NewTable();

        Assert.Equal([int.MinValue, -1, 0, int.MaxValue], ((int[])[int.MinValue, -1, 0, int.MaxValue]).Select(key => table.Get(key).Key));
    }

    [Fact]
    public void Idle_partitions_are_collected_when_there_are_many()
    {
        var table = NewTable();

        for (int key = 0; key < 10_000; key++) table.Get(key);

        Assert.InRange(table.All.Count, 1, 64);
    }

    [Fact]
    public void Partition_with_rows_or_requests_is_kept()
    {
        var table = NewTable();
        Partition waiting = table.Get(-1), flying = table.Get(-2);
        waiting.Queue.Add(new FakeRows());
        flying.Active = 1;

        for (int key = 0; key < 1000; key++) table.Get(key);

        Assert.Same(waiting, table.Get(-1));
        Assert.Same(flying, table.Get(-2));
        Assert.Contains(waiting, table.All);
    }

    [Fact]
    public void Busy_partitions_beyond_the_first_collection_are_looked_at_rarely()
    {
        var table = NewTable();
        for (int key = 0; key < 100; key++) table.Get(key).Active = 1;

        for (int key = 100; key < 1000; key++) table.Get(key);

        Assert.InRange(table.All.Count, 100, 200);
        Assert.All(Enumerable.Range(0, 100), key => Assert.Equal(1, table.Get(key).Active));
    }

    [Fact]
    public void Partitions_that_were_all_busy_are_collected_by_and_by()
    {
        var table = NewTable();
        for (int key = 0; key < 5000; key++) table.Get(key).Active = 1;
        foreach (Partition partition in table.All) partition.Active = 0;

        for (int request = 0; request < 2500; request++) table.CollectSometimes();

        Assert.Empty(table.All);
    }

    [Fact]
    public void Partition_that_was_collected_is_made_anew()
    {
        var table = NewTable();
        Partition first = table.Get(-1);

        for (int key = 0; key < 100; key++) table.Get(key);

        Partition second = table.Get(-1);
        Assert.NotSame(first, second);
        Assert.Same(second, table.Get(-1));
    }

    private static PartitionTable NewTable() =>
        new(new Scheduler(SchedulerSettings.Create(LongModel.Signature(), new ScoringClientOptions()), static _ => throw new NotSupportedException()));
}
