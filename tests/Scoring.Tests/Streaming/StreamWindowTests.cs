using Scoring.Streaming;
using Scoring.Tests.Fakes;
using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

/// <summary>How many rows are taken, and in which calls they travel.</summary>
public class StreamWindowTests
{
    private readonly HeldRowClient _client = new();
    private readonly ManualSource _source = new();

    public static TheoryData<int> Windows => [1, 2, 7, 8, 9, 100, 1023, 1024, 5000];

    [Theory]
    [MemberData(nameof(Windows))]
    public void Window_is_filled_and_never_exceeded(int maxInFlight)
    {
        _source.Add(LongModel.Rows((3 * maxInFlight) + 100));
        StreamConsumer consumer = Stream(maxInFlight);

        consumer.Read(1);
        Assert.Equal(maxInFlight, _source.Taken);
        while (consumer.Results.Count < 2 * maxInFlight)
        {
            if (consumer.IsWaiting) Assert.Equal(maxInFlight, _source.Taken - consumer.Results.Count);
            if (consumer.IsWaiting) _client.Open.First().Complete();
            else consumer.Read(1);
            Assert.InRange(_source.Taken - consumer.Results.Count, 0, maxInFlight);
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Window_is_cut_into_eight_slabs_of_at_most_128_rows(int maxInFlight)
    {
        _source.Add(LongModel.Rows(3 * maxInFlight));
        Stream(maxInFlight).Read(1);

        Assert.InRange(_client.Calls.Count, Math.Min(8, maxInFlight), Math.Max(15, (maxInFlight / 128) + 1));
        Assert.All(_client.Calls, call => Assert.InRange(call.Rows.Length, 1, Math.Max(1, Math.Min(128, maxInFlight / 8))));
    }

    [Fact]
    public void Row_does_not_wait_for_others_when_the_source_waits()
    {
        StreamConsumer consumer = Stream(1024);
        consumer.ReadAll();
        for (int row = 0; row < 20; row++)
        {
            _source.Add(row);
            Assert.Equal(row + 1, _client.SentRows.Length);
        }
    }

    [Fact]
    public void Rows_are_sent_while_the_consumer_is_busy()
    {
        StreamConsumer consumer = Stream(17);
        _source.Add(0);
        consumer.Read(1);
        _client.CompleteAll();
        Assert.Single(consumer.Results);

        _source.Add(LongModel.Rows(50, 1));

        Assert.Equal(17, _source.Taken);
        Assert.Equal(LongModel.Rows(17), _client.SentRows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void Slabs_do_not_become_smaller_and_smaller(int partitions)
    {
        const int Rows = 128 * 1000;
        _source.Add(LongModel.Rows(Rows));
        _source.End();
        StreamConsumer consumer = Stream(1024, partitions);
        consumer.ReadAll();

        // The consumer is always faster than the model.
        while (_client.Calls.Count(static call => !call.HasEnded) > 0) _client.Open.First().Complete();

        Assert.Equal(Rows, consumer.Results.Count);
        Assert.InRange(Rows / _client.Calls.Count, 1024 / partitions / 8, 128);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void Slabs_keep_their_share_of_the_window_when_the_model_is_always_faster(int partitions)
    {
        const int Rows = 128 * 1000;
        _client.OnCall = static call => call.Complete();
        _source.Add(LongModel.Rows(Rows));
        _source.End();
        StreamConsumer consumer = Stream(1024, partitions);
        consumer.ReadAll();

        Assert.Equal(Rows, consumer.Results.Count);
        Assert.InRange(Rows / _client.Calls.Count, 128 / partitions, 128);
    }

    [Fact]
    public void Nothing_is_taken_before_the_first_question()
    {
        _source.Add(1);
        _ = Stream(8);

        Assert.Equal((0, 0), (_source.OpenCount, _source.Taken));
    }

    [Fact]
    public async Task Million_rows_that_never_wait_run_on_one_thread()
    {
        const int Rows = 1_000_000;
        int thread = Environment.CurrentManagedThreadId;
        int calls = 0;
        var client = new InstantRowClient(() =>
        {
            calls++;
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
        });

        IAsyncEnumerator<ScoredRow<long, long>> results = client.ScoreStreamAsync(ManualSource.Of(LongModel.Rows(Rows)), new() { Partition = static row => (int)row & 1 })
            .GetAsyncEnumerator(CancellationToken.None);
        long sum = 0;
        for (int row = 0; row < Rows; row++)
        {
            ValueTask<bool> next = results.MoveNextAsync();
            Assert.True(next.IsCompletedSuccessfully);
            Assert.True(await next);
            sum += results.Current.Score;
        }

        Assert.Equal(LongModel.Rows(Rows).Sum(LongModel.ScoreOf), sum);
        Assert.True(calls > 0);
    }

    private StreamConsumer Stream(int maxInFlight, int partitions = 1) => new(_client.ScoreStreamAsync(
        _source, new() { MaxInFlight = maxInFlight, Partition = partitions == 1 ? null : row => (int)(row % partitions) }));
}
