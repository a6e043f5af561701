using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using Scoring.Testing;

namespace Scoring.Http.Tests.Sending;

/// <summary>What ends an attempt from outside.</summary>
public sealed class EndOfAttemptTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualTimeProvider _clock = new();
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(async context =>
    {
        context.RequestAborted.Register(() => _gone.TrySetResult());
        _arrived.TrySetResult();
        await _gone.Task;
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Cancellation_releases_the_caller_and_gives_the_request_up()
    {
        await using HttpScoringClient client = Client();
        using var cancellation = new CancellationTokenSource();
        Task<double[]> call = ScoreAsync(client, default, cancellation.Token);
        await _arrived.Task;
        cancellation.Cancel();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => call)).CancellationToken);
        await _gone.Task;
    }

    [Fact]
    public async Task Deadline_is_a_rejection()
    {
        await using HttpScoringClient client = Client();
        Task<double[]> call = ScoreAsync(client, new ScoringContext { Deadline = Deadline.After(TimeSpan.FromSeconds(5), _clock) });
        await _arrived.Task;
        _clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<ScoringRejectedException>(() => call);
        await _gone.Task;
    }

    [Fact]
    public async Task Attempt_that_takes_too_long_is_a_timeout()
    {
        await using HttpScoringClient client = Client();
        var sink = new Sink();
        Task<double[]> call = ScoreAsync(client, new ScoringContext { Attempts = sink });
        await _arrived.Task;
        _clock.Advance(TimeSpan.FromSeconds(99));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        ScoringEndpointException error = await Assert.ThrowsAsync<ScoringEndpointException>(() => call);
        Assert.Equal((EndpointFailure.Timeout, true), (error.Failure, error.IsTransient));
        Assert.Contains("100 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(new ScoringAttempt(1, TimeSpan.FromSeconds(100), Succeeded: false, Failure: AttemptFailure.Timeout), Assert.Single(sink.Attempts));
    }

    [Fact]
    public async Task Disposal_waits_and_then_ends_what_is_left()
    {
        HttpScoringClient client = _server.Client(new PlainProtocol(), Signatures.Number, options => (options.TimeProvider, options.ShutdownTimeout) = (_clock, TimeSpan.FromSeconds(3)));
        Task<double[]> call = ScoreAsync(client);
        await _arrived.Task;
        Task disposal = client.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAsync<ScoringRejectedException>(() => call);
        await disposal;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ScoreAsync(client));
    }

    private HttpScoringClient Client() => _server.Client(new PlainProtocol(), Signatures.Number, options => options.TimeProvider = _clock);

    private static async Task<double[]> ScoreAsync(HttpScoringClient client, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        using RecordBatch rows = Signatures.Numbers(1);
        using RecordBatch scores = await client.ScoreAsync(rows, context, cancellationToken);
        return scores.GetColumn<double>(0).Values.ToArray();
    }

    private sealed class Sink : IAttemptSink
    {
        public List<ScoringAttempt> Attempts { get; } = [];

        public void OnAttempt(in ScoringAttempt attempt) => Attempts.Add(attempt);
    }
}
