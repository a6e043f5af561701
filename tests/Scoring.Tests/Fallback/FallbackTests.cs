using Scoring.Fallback;
using Scoring.Records;
using Scoring.Tests.Diagnostics;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Fallback;

[Collection(ProcessWide.Name)]
public sealed class FallbackTests : IDisposable
{
    private static readonly TimeSpan s_after = TimeSpan.FromMilliseconds(80);

    private readonly ManualTimeProvider _clock = new();
    private readonly HoldingLeaf _first = new();
    private readonly HoldingLeaf _other = new();
    private readonly RecordingLoggers _loggers = new();
    private readonly MeterRecording _heard = new("fallback");
    private readonly RecordBatch _rows = LongModel.Batch(3);

    public void Dispose()
    {
        _rows.Dispose();
        _heard.Dispose();
    }

    [Fact]
    public async Task Answer_in_time_is_the_first_clients_and_the_other_is_not_asked()
    {
        ValueTask<RecordBatch> call = Client(s_after).ScoreAsync(_rows);
        _first.Requests[0].Complete();

        await AssertScoresAsync(call);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_other.Requests);
        Assert.Empty(_heard["scoring.client.fallbacks"]);
    }

    [Fact]
    public async Task Slow_client_is_overtaken_cancelled_and_its_late_answer_disposed()
    {
        Task<RecordBatch> call = Client(s_after).ScoreAsync(_rows).AsTask();
        HeldRequest request = await OvertakeAsync();
        request.Complete();

        await AssertScoresAsync(new ValueTask<RecordBatch>(call));
        Assert.True(_first.Requests[0].Token.IsCancellationRequested);
        RecordBatch late = LongModel.Score(_rows);
        _first.Requests[0].Complete(late);
        await UntilAsync(() => IsDisposed(late));
        Assert.Equal([1], _heard["scoring.client.fallbacks", "scoring.fallback.outcome", "fallback"]);
        Assert.Equal([3], _heard["scoring.client.fallback.rows", "scoring.fallback.reason", "slow"]);
    }

    [Fact]
    public async Task Slow_client_may_still_answer_first()
    {
        Task<RecordBatch> call = Client(s_after).ScoreAsync(_rows).AsTask();
        await OvertakeAsync();
        _first.Requests[0].Complete();

        await AssertScoresAsync(new ValueTask<RecordBatch>(call));
        await UntilAsync(() => _other.Requests[0].Token.IsCancellationRequested);
        _other.Requests[0].Fail(new OperationCanceledException());
        Assert.Equal([1], _heard["scoring.client.fallbacks", "scoring.fallback.outcome", "first"]);
        Assert.Empty(_heard["scoring.client.fallback.rows"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Endpoint_that_fails_is_replaced_at_once(bool hasTime)
    {
        Task<RecordBatch> call = Client(hasTime ? s_after : null).ScoreAsync(_rows).AsTask();
        _first.Requests[0].Fail(new ScoringEndpointException("down") { Status = 500 });
        await UntilAsync(() => _other.Requests.Count > 0);
        _other.Requests[0].Complete();

        await AssertScoresAsync(new ValueTask<RecordBatch>(call));
        Assert.Equal([3], _heard["scoring.client.fallback.rows", "scoring.fallback.reason", "failed"]);
        Assert.Equal(["Scoring client 'fallback' falls back (Failed): down"], _loggers[300]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_model_says_of_the_rows_is_an_answer(bool hasTime)
    {
        Task<RecordBatch> call = Client(hasTime ? s_after : null).ScoreAsync(_rows).AsTask();
        _first.Requests[0].Fail(new ScoringRefusedException("bad row") { Status = 400 });

        Assert.Equal("bad row", (await Assert.ThrowsAsync<ScoringRefusedException>(() => call)).Message);
        Assert.Empty(_other.Requests);
    }

    [Fact]
    public async Task Refusal_of_the_first_client_counts_though_the_other_is_asked()
    {
        Task<RecordBatch> call = Client(s_after).ScoreAsync(_rows).AsTask();
        await OvertakeAsync();
        _first.Requests[0].Fail(new ScoringRefusedException("bad row"));

        await Assert.ThrowsAsync<ScoringRefusedException>(() => call);
        await UntilAsync(() => _other.Requests[0].Token.IsCancellationRequested);
    }

    [Theory]
    [InlineData(false, "down")]
    [InlineData(true, "refused")]
    public async Task When_both_fail_the_first_error_is_thrown_unless_the_other_is_of_the_rows(bool isRefusal, string message)
    {
        Task<RecordBatch> call = Client(null).ScoreAsync(_rows).AsTask();
        _first.Requests[0].Fail(new ScoringEndpointException("down"));
        await UntilAsync(() => _other.Requests.Count > 0);
        _other.Requests[0].Fail(isRefusal ? new ScoringRefusedException("refused") : new InvalidOperationException("broken"));

        Assert.Equal(message, (await Assert.ThrowsAnyAsync<ScoringException>(() => call)).Message);
        Assert.Equal([1], _heard["scoring.client.fallbacks", "scoring.fallback.outcome", "failed"]);
        Assert.Single(_loggers[302]);
    }

    [Fact]
    public async Task Other_client_that_fails_leaves_the_slow_one_its_time()
    {
        Task<RecordBatch> call = Client(s_after).ScoreAsync(_rows).AsTask();
        HeldRequest request = await OvertakeAsync();
        request.Fail(new InvalidOperationException("broken"));
        _first.Requests[0].Complete();

        await AssertScoresAsync(new ValueTask<RecordBatch>(call));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_ends_both(bool isOvertaken)
    {
        using var cancellation = new CancellationTokenSource();
        Task<RecordBatch> call = Client(s_after).ScoreAsync(_rows, default, cancellation.Token).AsTask();
        if (isOvertaken) await OvertakeAsync();
        cancellation.Cancel();
        foreach (HeldRequest request in _first.Requests.Concat(_other.Requests))
        {
            Assert.True(request.Token.IsCancellationRequested);
            request.Fail(new OperationCanceledException(request.Token));
        }

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.Equal(isOvertaken ? 1 : 0, _other.Requests.Count);
    }

    [Fact]
    public async Task Attempts_of_the_loser_and_of_the_other_client_are_not_told()
    {
        var attempts = new AttemptCount();
        Task<RecordBatch> call = Client(s_after).ScoreAsync(_rows, new ScoringContext { Attempts = attempts }).AsTask();
        HeldRequest request = await OvertakeAsync();
        _first.Requests[0].Context.Attempts!.OnAttempt(new ScoringAttempt(3, TimeSpan.Zero, Succeeded: false, 503));
        Assert.Null(request.Context.Attempts);
        request.Complete();
        (await call).Dispose();
        _first.Requests[0].Context.Attempts!.OnAttempt(new ScoringAttempt(3, TimeSpan.Zero, Succeeded: true));

        Assert.Single(attempts.Attempts);
    }

    [Fact]
    public async Task Begin_and_end_of_falling_back_are_logged_once_each()
    {
        IScoringClient client = Client(null);
        for (int i = 0; i < 3; i++)
        {
            Task<RecordBatch> call = client.ScoreAsync(_rows).AsTask();
            _first.Requests[^1].Fail(new ScoringEndpointException("down"));
            await UntilAsync(() => _other.Requests.Count > i);
            _other.Requests[^1].Complete();
            (await call).Dispose();
        }

        Task<RecordBatch> last = client.ScoreAsync(_rows).AsTask();
        _first.Requests[^1].Complete();
        (await last).Dispose();
        Assert.Equal([300, 301], _loggers.Ids);
    }

    [Fact]
    public void Model_that_takes_something_else_is_an_error()
    {
        var other = new ScriptedLeaf { OnGetSignature = static _ => new(Signatures.Taking(Signatures.OneRow)) };

        var error = Assert.Throws<ScoringModelException>(() => new ScoringClientBuilder(_first.Client).UseFallback(other).Build(new ScoringClientOptions()));
        Assert.Contains("'row' Int64 [] is expected, 'row' Float32 [] is given", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_starts_while_its_endpoint_is_down()
    {
        _first.Client.OnGetSignature = static _ => ValueTask.FromException<ScoringSignature>(new ScoringEndpointException("down"));

        Assert.Equal(Signatures.Model, (await Client(null).GetSignatureAsync()).ModelName);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Other_client_is_disposed_with_the_chain_where_it_is_owned(bool owns, int count)
    {
        await new ScoringClientBuilder(_first.Client).UseFallback(_other.Client, new FallbackOptions { OwnsFallback = owns }).Build().DisposeAsync();

        Assert.Equal((1, count), (_first.Client.DisposeCount, _other.Client.DisposeCount));
    }

    [Fact]
    public void Retries_outside_of_it_are_an_error()
    {
        ScoringClientBuilder builder = new ScoringClientBuilder(_first.Client).UseRetry().UseFallback(_other.Client);

        Assert.Contains("UseFallback is inside UseRetry", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_that_is_no_time_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoringClientBuilder(_first.Client).UseFallback(_other.Client, new FallbackOptions { After = TimeSpan.Zero }));

    private static async Task AssertScoresAsync(ValueTask<RecordBatch> call)
    {
        using RecordBatch scores = await call;
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(3)), scores.GetColumn<long>(0).Values.ToArray());
    }

    private static bool IsDisposed(RecordBatch batch)
    {
        try
        {
            _ = batch.RowCount;
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static Task UntilAsync(Func<bool> condition) => Waiting.UntilAsync(condition);

    private IScoringClient Client(TimeSpan? after) => new ScoringClientBuilder(_first.Client)
        .UseFallback(_other.Client, new FallbackOptions { After = after, TimeProvider = _clock, Name = "fallback", LoggerFactory = _loggers })
        .Build();

    private async Task<HeldRequest> OvertakeAsync()
    {
        _clock.Advance(s_after);
        await UntilAsync(() => _other.Requests.Count > 0);
        return _other.Requests[0];
    }
}
