using Scoring.Streaming;
using Scoring.Tests.Fakes;
using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

public class StreamErrorTests
{
    private readonly HeldRowClient _client = new();
    private readonly ManualSource _source = new();

    [Fact]
    public void Rows_that_fail_alone_have_their_own_errors()
    {
        var first = new InvalidDataException("first");
        var last = new InvalidDataException("last");
        StreamConsumer consumer = Stream();
        _source.Add(LongModel.Rows(4));
        consumer.ReadAll();
        _client.Open.Single().FailRows(new RowError(0, first), new RowError(3, last));

        Assert.Equal([first, null, null, last], consumer.Results.Select(static result => result.Error));
        Assert.Equal([LongModel.ScoreOf(1), LongModel.ScoreOf(2)], consumer.Results.Where(static result => result.HasScore).Select(static result => result.Score));
    }

    [Fact]
    public void Call_that_fails_is_the_error_of_all_its_rows()
    {
        var error = new InvalidDataException("all");
        StreamConsumer consumer = Stream();
        _source.Add(LongModel.Rows(3));
        consumer.ReadAll();
        _client.Open.Single().Fail(error);

        Assert.Equal([0L, 1, 2], consumer.Rows);
        Assert.All(consumer.Results, result => Assert.Same(error, result.Error));
    }

    [Fact]
    public void Call_that_throws_at_once_is_the_error_of_all_its_rows()
    {
        var error = new ObjectDisposedException("client");
        _client.OnCall = _ => throw error;
        StreamConsumer consumer = Stream();
        _source.Add(LongModel.Rows(3));
        consumer.ReadAll();

        Assert.All(consumer.Results, result => Assert.Same(error, result.Error));
        Assert.Equal(3, consumer.Results.Count);
    }

    [Fact]
    public void Cancellation_that_is_not_the_streams_is_an_error_of_the_rows()
    {
        StreamConsumer consumer = Stream();
        _source.Add(1);
        consumer.ReadAll();
        _client.Open.Single().Fail(new OperationCanceledException("the client's own"));
        _source.Add(2);
        _client.Open.Single().Complete();

        Assert.IsType<OperationCanceledException>(consumer.Results[0].Error);
        Assert.True(consumer.Results[1].HasScore);
    }

    [Fact]
    public void Errors_do_not_stay_with_the_rows_that_come_after()
    {
        StreamConsumer consumer = Stream();
        consumer.ReadAll();
        _source.Add(0, 1);
        _client.Open.Single().FailRows(new RowError(1, new InvalidDataException()));
        _source.Add(2, 3);
        _client.Open.Single().Fail(new InvalidDataException());
        _source.Add(4, 5);
        _client.Open.Single().FailRows(new RowError(0, new InvalidDataException()));
        _source.Add(6, 7);
        _client.Open.Single().Complete();

        Assert.Equal([true, false, false, false, false, true, true, true], consumer.Results.Select(static result => result.HasScore));
    }

    [Fact]
    public void Errors_of_a_slab_that_has_grown_are_found()
    {
        StreamConsumer consumer = Stream();
        consumer.ReadAll();
        _source.Add(0);
        _client.Open.Single().FailRows(new RowError(0, new InvalidDataException()));
        _source.Add(LongModel.Rows(100, 1));
        while (_client.Open.FirstOrDefault() is { } call) call.FailRows(new RowError(call.Rows.Length - 1, new InvalidDataException()));

        Assert.Equal([0L, .. _client.Calls.Skip(1).Select(static call => call.Rows[^1])], consumer.Results.Where(static result => !result.HasScore).Select(static result => result.Row));
    }

    [Fact]
    public void Index_outside_the_call_is_ignored()
    {
        StreamConsumer consumer = Stream();
        _source.Add(0, 1);
        consumer.ReadAll();
        _client.Open.Single().FailRows(new RowError(-1, new InvalidDataException()), new RowError(2, new InvalidDataException()));

        Assert.All(consumer.Results, static result => Assert.True(result.HasScore));
    }

    [Fact]
    public void Selector_that_throws_fails_its_row_only()
    {
        var error = new InvalidDataException("no key");
        StreamConsumer consumer = Stream(new() { Partition = row => row == 1 ? throw error : 0 });
        _source.Add(0, 1, 2);
        _source.End();
        consumer.ReadAll();

        Assert.Equal(new ScoredRow<long, long>(1, error), consumer.Results.Single());
        _client.CompleteAll();
        Assert.Equal([1L, 0, 2], consumer.Rows);
        Assert.Equal([0L, 2], _client.SentRows);
        Assert.True(consumer.HasEnded);
        Assert.Null(consumer.Error);
    }

    [Fact]
    public void Selector_that_always_throws_keeps_to_the_window()
    {
        StreamConsumer consumer = Stream(new() { MaxInFlight = 10, Partition = static _ => throw new InvalidDataException() });
        _source.Add(LongModel.Rows(100));
        consumer.Read(1);
        Assert.Equal(10, _source.Taken);

        consumer.ReadAll();
        Assert.Equal(LongModel.Rows(100), consumer.Rows);
        Assert.Empty(_client.Calls);
    }

    [Fact]
    public void Error_of_the_source_comes_after_the_results_of_the_rows_before_it()
    {
        var error = new InvalidDataException("source");
        StreamConsumer consumer = Stream();
        _source.Add(0, 1);
        _source.Fail(error);
        consumer.ReadAll();
        Assert.False(consumer.HasEnded);

        _client.CompleteAll();
        Assert.Equal([0L, 1], consumer.Rows);
        Assert.Same(error, consumer.Error);
        Assert.Equal(1, _source.DisposeCount);
    }

    [Fact]
    public void Error_of_a_source_that_waited_comes_after_the_results_of_the_rows_before_it()
    {
        var error = new InvalidDataException("source");
        StreamConsumer consumer = Stream();
        consumer.ReadAll();
        _source.Add(0);
        _source.Fail(error);
        Assert.False(consumer.HasEnded);

        _client.CompleteAll();
        Assert.Equal([0L], consumer.Rows);
        Assert.Same(error, consumer.Error);
    }

    [Fact]
    public void Cancellation_that_the_source_throws_on_its_own_is_its_error()
    {
        var error = new OperationCanceledException("the source's own");
        StreamConsumer consumer = Stream();
        _source.Add(0);
        _source.Fail(error);
        consumer.ReadAll();
        _client.CompleteAll();

        Assert.Equal([0L], consumer.Rows);
        Assert.Same(error, consumer.Error);
    }

    [Fact]
    public void Source_that_cannot_be_opened_is_the_error_of_the_stream()
    {
        var error = new InvalidDataException("open");
        var consumer = new StreamConsumer(_client.ScoreStreamAsync(new BrokenSource(error)));
        consumer.ReadAll();

        Assert.Same(error, consumer.Error);
    }

    [Fact]
    public void Error_is_thrown_once_and_then_the_stream_has_ended()
    {
        StreamConsumer consumer = Stream();
        _source.Fail(new InvalidDataException());
        consumer.ReadAll();
        Assert.NotNull(consumer.Error);

        var again = consumer.DisposeAsync();
        Assert.True(again.IsCompletedSuccessfully);
    }

    private StreamConsumer Stream(ScoringStreamOptions<long>? options = null) => new(_client.ScoreStreamAsync(_source, options));

    private sealed class BrokenSource(Exception error) : IAsyncEnumerable<long>
    {
        public IAsyncEnumerator<long> GetAsyncEnumerator(CancellationToken cancellationToken = default) => throw error;
    }
}
