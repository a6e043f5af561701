using System.Threading.Channels;
using Scoring.Streaming;
using Scoring.Tests.Fakes;
using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

/// <summary>Channels as sources. Their continuations run inside the writer's call here, so that a test runs on one thread.</summary>
public sealed class ChannelStreamTests : IDisposable
{
    private static readonly UnboundedChannelOptions s_inline = new() { AllowSynchronousContinuations = true };

    private readonly HeldRowClient _client = new();
    private readonly Channel<long> _channel = Channel.CreateUnbounded<long>(s_inline);
    private readonly CancellationTokenSource _cancellation = new();

    public void Dispose() => _cancellation.Dispose();

    [Fact]
    public void Rows_of_a_channel_are_scored_in_order()
    {
        StreamConsumer consumer = Stream();
        consumer.ReadAll();
        for (int row = 0; row < 100; row++) Assert.True(_channel.Writer.TryWrite(row));
        _channel.Writer.Complete();
        _client.CompleteAll();

        Assert.Equal(LongModel.Rows(100), consumer.Rows);
        Assert.True(consumer.HasEnded);
        Assert.Null(consumer.Error);
    }

    [Fact]
    public void Rows_that_are_there_travel_together()
    {
        for (int row = 0; row < 100; row++) Assert.True(_channel.Writer.TryWrite(row));
        Stream().Read(1);

        Assert.Equal(LongModel.Rows(100), _client.Calls.Single().Rows);
    }

    [Fact]
    public void Channel_completed_with_an_error_is_an_error_of_the_source()
    {
        var error = new InvalidDataException("writer");
        StreamConsumer consumer = Stream();
        consumer.ReadAll();
        Assert.True(_channel.Writer.TryWrite(0));
        _channel.Writer.Complete(error);
        Assert.False(consumer.HasEnded);
        _client.CompleteAll();

        Assert.Equal([0L], consumer.Rows);
        Assert.Same(error, consumer.Error);
    }

    [Fact]
    public void Channel_that_was_completed_with_an_error_before_is_an_error_of_the_source()
    {
        var error = new InvalidDataException("writer");
        Assert.True(_channel.Writer.TryWrite(0));
        _channel.Writer.Complete(error);
        StreamConsumer consumer = Stream();
        consumer.ReadAll();
        _client.CompleteAll();

        Assert.Equal([0L], consumer.Rows);
        Assert.Same(error, consumer.Error);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public void Bounded_channel_feels_that_the_window_is_full(int maxInFlight)
    {
        const int Capacity = 5;
        Channel<long> channel = Channel.CreateBounded<long>(new BoundedChannelOptions(Capacity) { AllowSynchronousContinuations = true });
        var consumer = new StreamConsumer(_client.ScoreStreamAsync(channel.Reader, new() { MaxInFlight = maxInFlight }));
        consumer.ReadAll();
        int written = 0;
        while (channel.Writer.TryWrite(written)) written++;

        Assert.Equal(maxInFlight + Capacity, written);
        _client.CompleteAll();
        Assert.True(channel.Writer.TryWrite(written));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cancellation_ends_the_wait_for_a_row(bool ofEnumeration)
    {
        StreamConsumer consumer = ofEnumeration
            ? new StreamConsumer(_client.ScoreStreamAsync(_channel.Reader), _cancellation.Token)
            : new StreamConsumer(_client.ScoreStreamAsync(_channel.Reader, null, _cancellation.Token));
        consumer.ReadAll();
        _cancellation.Cancel();

        Assert.Equal(_cancellation.Token, Assert.IsType<OperationCanceledException>(consumer.Error).CancellationToken);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Stream_that_ended_while_it_waited_leaves_later_rows_in_the_channel(bool isCancelled, bool hasOneReader)
    {
        Channel<long> channel = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { AllowSynchronousContinuations = true, SingleReader = hasOneReader });
        var consumer = new StreamConsumer(_client.ScoreStreamAsync(channel.Reader, null, _cancellation.Token));
        consumer.Read(1);
        Assert.True(channel.Writer.TryWrite(0));
        _client.CompleteAll();
        if (isCancelled) _cancellation.Cancel();
        Assert.True(consumer.DisposeAsync().IsCompletedSuccessfully);

        Assert.True(channel.Writer.TryWrite(1));
        Assert.True(channel.Writer.TryWrite(2));
        var next = new StreamConsumer(_client.ScoreStreamAsync(channel.Reader));
        next.ReadAll();
        _client.CompleteAll();
        Assert.Equal([1L, 2], next.Rows);
        Assert.True(channel.Writer.TryWrite(3));
        _client.CompleteAll();
        Assert.Equal([1L, 2, 3], next.Rows);
    }

    [Fact]
    public void Streams_may_share_a_channel()
    {
        StreamConsumer[] consumers = [Stream(new() { MaxInFlight = 8 }), Stream(new() { MaxInFlight = 8 }), Stream(new() { MaxInFlight = 8 })];
        foreach (StreamConsumer consumer in consumers) consumer.ReadAll();
        for (int row = 0; row < 1000; row++)
        {
            Assert.True(_channel.Writer.TryWrite(row));
            if (row % 7 == 0) _client.CompleteAll();
        }

        _channel.Writer.Complete();
        _client.CompleteAll();
        Assert.Equal(LongModel.Rows(1000), consumers.SelectMany(static consumer => consumer.Rows).Order());
        Assert.All(consumers, static consumer => Assert.True(consumer.HasEnded));
    }

    private StreamConsumer Stream(ScoringStreamOptions<long>? options = null) => new(_client.ScoreStreamAsync(_channel.Reader, options));
}
