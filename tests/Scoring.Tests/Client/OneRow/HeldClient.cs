using Scoring.Bindings;
using Scoring.Concurrency;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client.OneRow;

/// <summary>A client over a leaf that holds its requests, on one thread, with a clock that stands still. Unless told otherwise it sends one request at a time.</summary>
internal sealed class HeldClient : IAsyncDisposable
{
    private readonly IScoringClient<long, long> _client;

    public HeldClient(ScoringClientOptions? options = null, int? lanes = null, IWorkStarter? starter = null, RowBinding<long>? rows = null)
    {
        Leaf = new HoldingLeaf(LongModel.Signature(lanes));
        options ??= new ScoringClientOptions { MaxParallelRequests = 1, ShutdownTimeout = TimeSpan.Zero };
        options.TimeProvider = Clock;
        _client = Clients.Started(Leaf.Client, options, starter, rows);
    }

    public HoldingLeaf Leaf { get; }

    public ManualTimeProvider Clock { get; } = new();

    public List<HeldRequest> Requests => Leaf.Requests;

    /// <summary>The rows of all requests in the order in which they were sent.</summary>
    public IEnumerable<long> SentRows => Requests.SelectMany(static request => request.Rows);

    public Task<long> Score(long row, RowOptions options = default, CancellationToken cancellationToken = default) =>
        _client.ScoreAsync(row, options, cancellationToken).AsTask();

    /// <summary>The same, looked at rather than awaited.</summary>
    public ValueTask<long> ScoreRaw(long row, RowOptions options = default, CancellationToken cancellationToken = default) =>
        _client.ScoreAsync(row, options, cancellationToken);

    public Task ScoreMany(long[] rows, long[] scores, RowOptions options = default, CancellationToken cancellationToken = default) =>
        _client.ScoreAsync(rows, scores, options, cancellationToken).AsTask();

    /// <summary>Lets the time pass after which cancelled and late rows have been noticed.</summary>
    public void Sweep() => Clock.Advance(TimeSpan.FromMilliseconds(15));

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
