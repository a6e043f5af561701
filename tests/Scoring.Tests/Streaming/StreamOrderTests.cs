using Scoring.Streaming;
using Scoring.Tests.Fakes;
using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

public class StreamOrderTests
{
    private readonly HeldRowClient _client = new();
    private readonly ManualSource _source = new();

    [Fact]
    public void Rows_that_the_source_has_travel_together()
    {
        StreamConsumer consumer = Stream();
        _source.Add(1, 2, 3);
        consumer.Read(1);

        Assert.Equal([1L, 2, 3], _client.Calls.Single().Rows);
        Assert.True(consumer.IsWaiting);
        _client.CompleteAll();
        Assert.Equal(new ScoredRow<long, long>(1, LongModel.ScoreOf(1)), consumer.Results.Single());
    }

    [Fact]
    public void Results_of_one_partition_are_in_the_order_of_its_rows()
    {
        StreamConsumer consumer = Stream();
        consumer.ReadAll();
        for (int row = 0; row < 4; row++) _source.Add(row);
        Assert.Equal(4, _client.Calls.Count);

        _client.CallOf(1).Complete();
        _client.CallOf(3).Complete();
        Assert.Empty(consumer.Results);
        _client.CallOf(0).Complete();
        Assert.Equal([0L, 1], consumer.Rows);
        _client.CallOf(2).Complete();
        Assert.Equal([0L, 1, 2, 3], consumer.Rows);
    }

    [Fact]
    public void Partition_that_is_slow_holds_up_no_other()
    {
        StreamConsumer consumer = Stream(new() { Partition = static row => (int)(row % 2) });
        consumer.ReadAll();
        _source.Add(0, 1, 2, 3);
        _source.Add(4, 5);

        foreach (HeldRowCall call in _client.Open.Where(static call => call.Options.Partition == 1).ToArray()) call.Complete();

        Assert.Equal([1L, 3, 5], consumer.Rows);
        _client.CompleteAll();
        Assert.Equal([1L, 3, 5, 0, 2, 4], consumer.Rows);
    }

    [Fact]
    public void Full_window_of_one_partition_lets_others_finish_what_they_have()
    {
        StreamConsumer consumer = Stream(new() { MaxInFlight = 64, Partition = static row => row < 60 ? 0 : 1 });
        _source.Add(LongModel.Rows(100));
        consumer.ReadAll();
        Assert.Equal([60L, 61, 62, 63], _client.Open.Where(static call => call.Options.Partition == 1).SelectMany(static call => call.Rows));

        foreach (HeldRowCall call in _client.Open.Where(static call => call.Options.Partition == 1).ToArray()) call.Complete();

        Assert.Equal([60L, 61, 62, 63], consumer.Rows.Take(4));
    }

    [Fact]
    public void Results_as_completed_do_not_wait_for_earlier_rows()
    {
        StreamConsumer consumer = Stream(new() { Order = StreamOrder.Completion });
        consumer.ReadAll();
        for (int row = 0; row < 4; row++) _source.Add(row);

        foreach (long row in new long[] { 2, 0, 3, 1 }) _client.CallOf(row).Complete();

        Assert.Equal([2L, 0, 3, 1], consumer.Rows);
    }

    [Fact]
    public void Results_as_completed_keep_the_order_of_completion_while_nobody_asks()
    {
        StreamConsumer consumer = Stream(new() { Order = StreamOrder.Completion });
        _source.Add(0);
        consumer.Read(1);
        for (int row = 1; row < 5; row++) _source.Add(row);
        _client.CallOf(0).Complete();

        foreach (long row in new long[] { 4, 2, 1, 3 }) _client.CallOf(row).Complete();
        consumer.ReadAll();

        Assert.Equal([0L, 4, 2, 1, 3], consumer.Rows);
    }

    [Fact]
    public void Call_has_the_partition_deadline_and_priority_of_its_rows()
    {
        var deadline = TimeSpan.FromSeconds(3);
        StreamConsumer consumer = Stream(new() { Partition = static row => (int)row % 3 - 1, Deadline = deadline, Priority = 7 });
        _source.Add(0, 1, 2, 3, 4, 5);
        consumer.ReadAll();

        Assert.Equal([-1, 0, 1], _client.Calls.Select(static call => call.Options.Partition!.Value));
        Assert.All(_client.Calls, call => Assert.Equal((deadline, 7), (call.Options.Deadline, call.Options.Priority)));
        Assert.Equal([[0L, 3], [1, 4], [2, 5]], _client.Calls.Select(static call => call.Rows));
    }

    [Fact]
    public void Rows_without_a_selector_are_in_no_partition_of_their_own()
    {
        StreamConsumer consumer = Stream();
        _source.Add(1);
        consumer.ReadAll();

        Assert.Equal(default, _client.Calls.Single().Options);
    }

    [Fact]
    public void Selector_sees_each_row_once_in_order()
    {
        List<long> seen = [];
        StreamConsumer consumer = Stream(new()
        {
            MaxInFlight = 10,
            Partition = row =>
            {
                seen.Add(row);
                return (int)row % 4;
            },
        });
        _client.OnCall = static call => call.Complete();
        _source.Add(LongModel.Rows(1000));
        consumer.ReadAll();

        Assert.Equal(LongModel.Rows(1000), seen);
        Assert.Equal(1000, consumer.Results.Count);
    }

    [Fact]
    public void Partitions_without_number_cost_nothing_once_their_rows_are_out()
    {
        _client.OnCall = static call => call.Complete();
        StreamConsumer consumer = Stream(new() { MaxInFlight = 100, Partition = static row => (int)row });
        _source.Add(LongModel.Rows(10_000));
        consumer.ReadAll();

        Assert.Equal(LongModel.Rows(10_000), consumer.Rows.Order());
        Assert.All(_client.Calls, static call => Assert.Single(call.Rows));
    }

    private StreamConsumer Stream(ScoringStreamOptions<long>? options = null) => new(_client.ScoreStreamAsync(_source, options));
}
