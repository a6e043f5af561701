using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Scoring.Streaming;
using Scoring.Tests.Fakes;
using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

/// <summary>One stream on real threads, that counts and checks every row.</summary>
internal sealed class StressStream(YieldingRowClient client, int seed)
{
    private const int Rows = 20_000;

    private readonly Random _random = new(seed);
    private readonly long[] _next = new long[5];
    private readonly HashSet<long> _seen = [];
    private int _partitions;
    private StreamOrder _order;
    private int _disposals;
    private int _readers;

    /// <summary>How a stream ends, if not with its source.</summary>
    private enum Way
    {
        Left,
        Cancelled,
    }

    public long Seen => _seen.Count;

    public bool WasGivenUp { get; private set; }

    public async Task RunAsync()
    {
        using var cancellation = new CancellationTokenSource();
        _partitions = _random.Next(1, 6);
        _order = (StreamOrder)_random.Next(2);
        for (int partition = 0; partition < _partitions; partition++) _next[partition] = partition;
        var options = new ScoringStreamOptions<long> { MaxInFlight = _random.Next(1, 2000), Order = _order, Partition = _partitions == 1 ? null : row => (int)(row % _partitions) };
        var way = (Way)_random.Next(6);
        WasGivenUp = way is Way.Left or Way.Cancelled;
        bool isChannel = _random.Next(2) == 0;
        Channel<long> channel = Channel.CreateBounded<long>(_random.Next(1, 500));
        Task writing = isChannel ? WriteAsync(channel.Writer, cancellation.Token) : Task.CompletedTask;
        IAsyncEnumerable<ScoredRow<long, long>> stream = isChannel
            ? client.ScoreStreamAsync(channel.Reader, options, cancellation.Token)
            : client.ScoreStreamAsync(SourceAsync(_random.Next(1, 300)), options, cancellation.Token);

        try
        {
            await ReadAsync(stream, way, cancellation);
        }
        catch (OperationCanceledException) when (way == Way.Cancelled)
        {
        }

        cancellation.Cancel();
        await writing;
        Assert.Equal(WasGivenUp ? Seen : Rows, Seen);
        Assert.Equal((isChannel ? 0 : 1, 0), (_disposals, _readers));
    }

    private async Task ReadAsync(IAsyncEnumerable<ScoredRow<long, long>> stream, Way way, CancellationTokenSource cancellation)
    {
        int last = _random.Next(Rows);
        await foreach (ScoredRow<long, long> result in stream)
        {
            Check(result);
            if (_seen.Count != last) continue;
            if (way == Way.Left) break;
            if (way == Way.Cancelled) _ = Task.Run(cancellation.Cancel);
        }
    }

    private void Check(ScoredRow<long, long> result)
    {
        long row = result.Row;
        Assert.True(_seen.Add(row), $"Row {row} came out twice.");
        if (row % YieldingRowClient.FailingEvery == 0) Assert.Equal($"row {row}", result.Error?.Message);
        else Assert.Equal(LongModel.ScoreOf(row), result.Score);
        if (_order == StreamOrder.Completion) return;
        ref long next = ref _next[row % _partitions];
        Assert.Equal(next, row);
        next += _partitions;
    }

    private async IAsyncEnumerable<long> SourceAsync(int waitsEvery, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (long row = 0; row < Rows; row++)
            {
                Assert.Equal(1, Interlocked.Increment(ref _readers));
                if (row % waitsEvery == 0) await Task.Yield();
                Interlocked.Decrement(ref _readers);
                yield return row;
            }
        }
        finally
        {
            Interlocked.Increment(ref _disposals);
        }
    }

    private static async Task WriteAsync(ChannelWriter<long> writer, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            for (long row = 0; row < Rows; row++) await writer.WriteAsync(row, cancellationToken);
            writer.Complete();
        }
        catch (OperationCanceledException)
        {
            // Nobody reads any more.
        }
    }
}
