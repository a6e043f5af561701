using System.Threading.Channels;
using Scoring.Bindings;
using Scoring.Streaming;

namespace Scoring.AllocationTests.Streams;

/// <summary>A stream that goes on for as long as it is read: what it allocates when it begins is not what is measured.</summary>
internal sealed class StreamedRows<TRow, TScore> : IAsyncDisposable
{
    public const int RowsPerCall = 1_024;

    private readonly IScoringClient<TRow, TScore> _client;
    private readonly TRow[] _rows;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Task _writing = Task.CompletedTask;
    private readonly IAsyncEnumerator<ScoredRow<TRow, TScore>> _results;

    public StreamedRows(
        string model, RowBinding<TRow>? rowBinding, ScoreBinding<TScore>? scoreBinding, Func<int, TRow> row, ScoringStreamOptions<TRow> options, int? channelCapacity = null)
    {
        _client = new ScoringClientBuilder(TestModels.Load(model)).Build(rowBinding, scoreBinding);
        _rows = [.. Enumerable.Range(0, RowsPerCall).Select(row)];
        IAsyncEnumerable<ScoredRow<TRow, TScore>> stream;
        if (channelCapacity is { } capacity)
        {
            Channel<TRow> channel = Channel.CreateBounded<TRow>(new BoundedChannelOptions(capacity) { SingleWriter = true });
            _writing = Task.Run(() => WriteAsync(channel.Writer));
            stream = _client.ScoreStreamAsync(channel.Reader, options, _cancellation.Token);
        }
        else
        {
            stream = _client.ScoreStreamAsync(SourceAsync(), options, _cancellation.Token);
        }

        _results = stream.GetAsyncEnumerator();
    }

    /// <summary>Reads so many windows of rows.</summary>
    public async Task RunAsync(int calls)
    {
        for (long left = (long)calls * RowsPerCall; left > 0; left--)
        {
            Assert.True(await _results.MoveNextAsync());
            if (!_results.Current.HasScore) throw new InvalidOperationException("A row has no score.", _results.Current.Error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cancellation.CancelAsync();
        await _results.DisposeAsync();
        await _writing;
        await _client.DisposeAsync();
        _cancellation.Dispose();
    }

    private async IAsyncEnumerable<TRow> SourceAsync()
    {
        for (int i = 0; ; i = (i + 1) % _rows.Length)
        {
            yield return _rows[i];
            if (_cancellation.IsCancellationRequested) await Task.Yield();
        }
    }

    private async Task WriteAsync(ChannelWriter<TRow> writer)
    {
        // The last write of a channel that nobody reads any more ends because the channel is completed here.
        using CancellationTokenRegistration end = _cancellation.Token.Register(() => writer.TryComplete());
        for (int i = 0; !_cancellation.IsCancellationRequested; i = (i + 1) % _rows.Length)
        {
            while (!writer.TryWrite(_rows[i]))
            {
                if (!await writer.WaitToWriteAsync()) return;
            }
        }
    }
}
