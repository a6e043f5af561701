using System.Threading.Channels;
using Scoring.Streaming;
using Scoring.Tests.Fakes;
using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

public class ScoringStreamOptionsTests
{
    private readonly HeldRowClient _client = new();
    private readonly ManualSource _source = new();

    [Fact]
    public void Defaults_are_those_that_are_documented()
    {
        var options = new ScoringStreamOptions<long>();
        Assert.Equal((1024, StreamOrder.Partition, null, 0), (options.MaxInFlight, options.Order, options.Deadline, options.Priority));
        Assert.Null(options.Partition);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Window_below_one_row_is_refused(int maxInFlight) =>
        AssertRefused(new() { MaxInFlight = maxInFlight }, $"ScoringStreamOptions.MaxInFlight is {maxInFlight}; it must be 1 or more rows.");

    [Fact]
    public void Unknown_order_is_refused() => AssertRefused(new() { Order = (StreamOrder)2 }, "ScoringStreamOptions.Order is 2; it must be Partition or Completion.");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Deadline_that_is_no_time_is_refused(int seconds) => AssertRefused(
        new() { Deadline = TimeSpan.FromSeconds(seconds) }, $"ScoringStreamOptions.Deadline is {TimeSpan.FromSeconds(seconds)}; it must be more than zero, or null for none.");

    [Fact]
    public void Largest_window_is_taken()
    {
        var consumer = new StreamConsumer(_client.ScoreStreamAsync(ManualSource.Of(LongModel.Rows(1000)), new() { MaxInFlight = int.MaxValue }));
        consumer.ReadAll();
        _client.CompleteAll();
        Assert.Equal(LongModel.Rows(1000), consumer.Rows);
    }

    [Fact]
    public void Null_is_refused_by_the_call_itself()
    {
        Assert.Throws<ArgumentNullException>("client", () => ScoringStreamExtensions.ScoreStreamAsync<long, long>(null!, _source));
        Assert.Throws<ArgumentNullException>("client", () => ScoringStreamExtensions.ScoreStreamAsync<long, long>(null!, Channel.CreateUnbounded<long>().Reader));
        Assert.Throws<ArgumentNullException>("rows", () => _client.ScoreStreamAsync((IAsyncEnumerable<long>)null!));
        Assert.Throws<ArgumentNullException>("rows", () => _client.ScoreStreamAsync((ChannelReader<long>)null!));
    }

    [Fact]
    public void Later_change_does_not_reach_the_stream()
    {
        var options = new ScoringStreamOptions<long> { MaxInFlight = 8 };
        var consumer = new StreamConsumer(_client.ScoreStreamAsync(_source, options));
        options.MaxInFlight = 1;
        _source.Add(LongModel.Rows(20));
        consumer.Read(1);

        Assert.Equal(8, _source.Taken);
    }

    private void AssertRefused(ScoringStreamOptions<long> options, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => _client.ScoreStreamAsync(_source, options)).Message, StringComparison.Ordinal);
}
