using Scoring.Tests.Fakes;
using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

/// <summary>Whatever thread a stream goes on, the source, the selector and the client see the context of its consumer, such as the current activity.</summary>
public class StreamContextTests
{
    private readonly AsyncLocal<string> _context = new();
    private readonly HeldRowClient _client = new();
    private readonly ManualSource _source = new();
    private readonly List<string?> _seen = [];

    [Fact]
    public void Selector_and_client_see_the_context_of_the_consumer()
    {
        _client.OnCall = _ => _seen.Add(_context.Value);
        var consumer = new StreamConsumer(_client.ScoreStreamAsync(_source, new() { MaxInFlight = 2, Partition = _ => Note(0) }));
        _context.Value = "consumer";
        consumer.ReadAll();

        _context.Value = "source";
        _source.Add(LongModel.Rows(20));
        _context.Value = "model";
        _client.CompleteAll();

        Assert.Equal(20, consumer.Results.Count);
        Assert.Equal(40, _seen.Count);
        Assert.All(_seen, static context => Assert.Equal("consumer", context));
    }

    private int Note(int partition)
    {
        _seen.Add(_context.Value);
        return partition;
    }
}
