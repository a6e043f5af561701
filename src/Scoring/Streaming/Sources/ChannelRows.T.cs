using System.Threading.Channels;

namespace Scoring.Streaming.Sources;

/// <summary>A channel as a source of rows.</summary>
internal sealed class ChannelRows<TRow>(ChannelReader<TRow> reader) : IAsyncEnumerable<TRow>
{
    public IAsyncEnumerator<TRow> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new ChannelRowReader<TRow>(reader, cancellationToken);
}
