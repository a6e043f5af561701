using Scoring.Streaming;
using Scoring.Tests.Fakes;
using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

/// <summary>The ways in which a stream ends. In each the calls in flight have ended first, and the source is disposed once.</summary>
public sealed class StreamEndTests : IDisposable
{
    private readonly HeldRowClient _client = new();
    private readonly ManualSource _source = new();
    private readonly CancellationTokenSource _cancellation = new();

    public void Dispose() => _cancellation.Dispose();

    [Fact]
    public void Stream_ends_after_the_last_row()
    {
        StreamConsumer consumer = Stream();
        _source.Add(0, 1);
        _source.End();
        consumer.ReadAll();
        Assert.False(consumer.HasEnded);
        Assert.Equal(0, _source.DisposeCount);

        _client.CompleteAll();
        Assert.Equal([0L, 1], consumer.Rows);
        AssertEnded(consumer);
        Assert.Null(consumer.Error);
    }

    [Fact]
    public void Stream_without_rows_ends_at_once()
    {
        StreamConsumer consumer = Stream();
        _source.End();
        consumer.ReadAll();

        AssertEnded(consumer);
        Assert.Empty(consumer.Results);
    }

    [Fact]
    public void Stream_that_was_never_asked_disposes_nothing()
    {
        StreamConsumer consumer = Stream();

        Assert.True(consumer.DisposeAsync().IsCompletedSuccessfully);
        consumer.ReadAll();
        Assert.True(consumer.HasEnded);
        Assert.Equal((0, 0), (_source.OpenCount, _source.DisposeCount));
    }

    [Fact]
    public void Consumer_that_leaves_gives_up_the_rows_in_flight()
    {
        StreamConsumer consumer = Stream(new() { MaxInFlight = 8 });
        _source.Add(LongModel.Rows(20));
        consumer.Read(2);
        _client.Calls[0].Complete();
        _client.Calls[1].Complete();
        int taken = _source.Taken;

        Assert.True(consumer.DisposeAsync().IsCompletedSuccessfully);
        Assert.Empty(_client.Open);
        Assert.Equal(taken, _source.Taken);
        Assert.Equal(1, _source.DisposeCount);
    }

    [Fact]
    public void Consumer_that_leaves_waits_for_calls_that_go_on()
    {
        _client.EndsCancelledCalls = false;
        StreamConsumer consumer = Stream();
        consumer.Read(1);
        _source.Add(0);
        _source.Add(1);
        _client.CallOf(0).Complete();

        Task left = consumer.DisposeAsync();
        Assert.True(_client.CallOf(1).Token.IsCancellationRequested);
        Assert.False(left.IsCompleted);
        Assert.Equal(0, _source.DisposeCount);
        _client.CallOf(1).Complete();
        Assert.True(left.IsCompletedSuccessfully);
        Assert.Equal(1, _source.DisposeCount);
    }

    [Fact]
    public void Consumer_that_leaves_waits_for_a_source_that_goes_on()
    {
        _source.IgnoresToken = true;
        StreamConsumer consumer = Stream();
        consumer.Read(1);
        _source.Add(0);
        _client.CompleteAll();

        Task left = consumer.DisposeAsync();
        Assert.False(left.IsCompleted);
        Assert.Equal(0, _source.DisposeCount);
        _source.EndWait();
        Assert.True(left.IsCompletedSuccessfully);
        Assert.Equal(1, _source.DisposeCount);
    }

    [Fact]
    public void Row_that_comes_after_the_consumer_has_left_is_not_scored()
    {
        _source.IgnoresToken = true;
        StreamConsumer consumer = Stream();
        consumer.Read(1);
        _source.Add(0);
        _client.CompleteAll();
        Task left = consumer.DisposeAsync();

        _source.Add(1, 2);
        Assert.True(left.IsCompletedSuccessfully);
        Assert.Equal([0L], _client.SentRows);
        Assert.True(_source.HasRows);
    }

    [Fact]
    public void Consumer_that_leaves_waits_for_the_disposal_of_the_source()
    {
        var disposal = new TaskCompletionSource();
        _source.OnDispose = () => new ValueTask(disposal.Task);
        StreamConsumer consumer = Stream();
        consumer.Read(1);
        _source.Add(0);
        _client.CompleteAll();

        Task left = consumer.DisposeAsync();
        Assert.False(left.IsCompleted);
        disposal.SetResult();
        Assert.True(left.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Error_of_the_disposal_is_the_error_of_leaving()
    {
        var error = new InvalidDataException("dispose");
        _source.OnDispose = () => ValueTask.FromException(error);
        StreamConsumer consumer = Stream();
        consumer.Read(1);
        _source.Add(0);
        _client.CompleteAll();

        Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(consumer.DisposeAsync));
        Assert.True(consumer.DisposeAsync().IsCompletedSuccessfully);
        Assert.Equal(1, _source.DisposeCount);
    }

    [Fact]
    public void Error_of_the_disposal_is_the_error_of_a_stream_that_has_none()
    {
        var error = new InvalidDataException("dispose");
        _source.OnDispose = () => ValueTask.FromException(error);
        StreamConsumer consumer = Stream();
        _source.End();
        consumer.ReadAll();

        Assert.Same(error, consumer.Error);
        Assert.True(consumer.DisposeAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public void Error_of_the_source_goes_before_that_of_its_disposal()
    {
        var error = new InvalidDataException("source");
        _source.OnDispose = static () => ValueTask.FromException(new InvalidOperationException("dispose"));
        _source.Fail(error);
        StreamConsumer consumer = Stream();
        consumer.ReadAll();

        Assert.Same(error, consumer.Error);
        Assert.True(consumer.DisposeAsync().IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cancellation_ends_the_wait_and_gives_up_the_rows_in_flight(bool ofEnumeration)
    {
        StreamConsumer consumer = Stream(null, ofEnumeration);
        consumer.ReadAll();
        _source.Add(0, 1);
        _cancellation.Cancel();

        AssertCancelled(consumer);
        Assert.Empty(consumer.Results);
        Assert.Empty(_client.Open);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cancellation_while_the_consumer_is_busy_ends_the_stream_at_once(bool ofEnumeration)
    {
        StreamConsumer consumer = Stream(null, ofEnumeration);
        consumer.Read(1);
        _source.Add(0, 1, 2);
        _client.CompleteAll();
        _cancellation.Cancel();
        Assert.Equal(1, _source.DisposeCount);

        consumer.ReadAll();
        AssertCancelled(consumer);
        Assert.Equal([0L], consumer.Rows);
    }

    [Fact]
    public void Cancelled_stream_waits_for_calls_and_source_that_go_on()
    {
        _client.EndsCancelledCalls = false;
        _source.IgnoresToken = true;
        StreamConsumer consumer = Stream();
        consumer.ReadAll();
        _source.Add(0);
        _cancellation.Cancel();

        Assert.True(consumer.IsWaiting);
        _source.EndWait();
        Assert.Equal((true, 0), (consumer.IsWaiting, _source.DisposeCount));
        _client.CompleteAll();
        AssertCancelled(consumer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Token_that_is_cancelled_before_the_start_opens_no_source(bool ofEnumeration)
    {
        _cancellation.Cancel();
        StreamConsumer consumer = Stream(null, ofEnumeration);
        consumer.ReadAll();

        Assert.Equal(_cancellation.Token, Assert.IsType<OperationCanceledException>(consumer.Error).CancellationToken);
        Assert.Equal(0, _source.OpenCount);
    }

    [Fact]
    public void Token_that_is_cancelled_after_the_end_changes_nothing()
    {
        StreamConsumer consumer = Stream();
        _source.Add(0);
        _source.End();
        consumer.ReadAll();
        _client.CompleteAll();
        _cancellation.Cancel();

        AssertEnded(consumer);
        Assert.Null(consumer.Error);
    }

    [Fact]
    public void Callback_that_fails_when_the_stream_is_cancelled_does_not_keep_it_from_ending()
    {
        _client.OnCall = static call => call.Token.Register(static () => throw new InvalidDataException("callback"));
        StreamConsumer consumer = Stream();
        consumer.ReadAll();
        _source.Add(0);
        _cancellation.Cancel();

        AssertCancelled(consumer);
    }

    [Fact]
    public async Task Question_before_the_answer_is_refused()
    {
        IAsyncEnumerator<ScoredRow<long, long>> results = _client.ScoreStreamAsync(_source).GetAsyncEnumerator(CancellationToken.None);
        ValueTask<bool> first = results.MoveNextAsync();

        Assert.Throws<InvalidOperationException>(() => { _ = results.MoveNextAsync(); });
        Assert.Throws<InvalidOperationException>(() => { _ = results.DisposeAsync(); });
        _source.End();
        Assert.False(await first);
    }

    [Fact]
    public void Each_enumeration_reads_the_source_anew()
    {
        _client.OnCall = static call => call.Complete();
        IAsyncEnumerable<ScoredRow<long, long>> stream = _client.ScoreStreamAsync(Numbers(3));
        StreamConsumer[] consumers = [new(stream), new(stream)];
        foreach (StreamConsumer consumer in consumers) consumer.ReadAll();

        Assert.All(consumers, static consumer => Assert.Equal([0L, 1, 2], consumer.Rows));
    }

    private static async IAsyncEnumerable<long> Numbers(int count)
    {
        for (int row = 0; row < count; row++) yield return row;
        await ValueTask.CompletedTask;
    }

    private void AssertEnded(StreamConsumer consumer)
    {
        Assert.True(consumer.HasEnded);
        Assert.Equal((1, 1), (_source.OpenCount, _source.DisposeCount));
        Assert.True(consumer.DisposeAsync().IsCompletedSuccessfully);
        Assert.Equal(1, _source.DisposeCount);
    }

    private void AssertCancelled(StreamConsumer consumer)
    {
        Assert.Equal(_cancellation.Token, Assert.IsType<OperationCanceledException>(consumer.Error).CancellationToken);
        AssertEnded(consumer);
    }

    private StreamConsumer Stream(ScoringStreamOptions<long>? options = null, bool ofEnumeration = false) => ofEnumeration
        ? new StreamConsumer(_client.ScoreStreamAsync(_source, options), _cancellation.Token)
        : new StreamConsumer(_client.ScoreStreamAsync(_source, options, _cancellation.Token));
}
