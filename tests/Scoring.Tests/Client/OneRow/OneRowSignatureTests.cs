using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Rows that come before the signature is known.</summary>
public class OneRowSignatureTests
{
    private readonly TaskCompletionSource<ScoringSignature> _signature = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly HoldingLeaf _leaf = new();

    public OneRowSignatureTests() => _leaf.Client.OnGetSignature = _ => new(_signature.Task);

    [Fact]
    public async Task Rows_wait_for_a_signature_that_comes_later()
    {
        await using IScoringClient<long, long> client = New(TimeSpan.Zero);
        Task<long>[] scores = [.. Enumerable.Range(0, 5).Select(row => client.ScoreAsync(row).AsTask())];
        Assert.Empty(_leaf.Requests);

        _signature.SetResult(LongModel.Signature());
        Task<long> late = client.ScoreAsync(5).AsTask();
        _leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(6)), await Task.WhenAll([.. scores, late]));
    }

    [Fact]
    public async Task Signature_that_fails_fails_the_rows_that_waited_and_is_asked_for_again()
    {
        await using IScoringClient<long, long> client = New(TimeSpan.Zero);
        Task<long> first = client.ScoreAsync(1).AsTask();
        _signature.SetException(new ScoringModelException("No model."));
        await Assert.ThrowsAsync<ScoringModelException>(() => first);

        _leaf.Client.OnGetSignature = static _ => new(LongModel.Signature());
        Task<long> second = client.ScoreAsync(2).AsTask();
        _leaf.CompleteAll();

        Assert.Equal(LongModel.ScoreOf(2), await second);
    }

    [Fact]
    public async Task Binding_that_does_not_fit_fails_the_row()
    {
        await using IScoringClient<string, long> client = new ScoringClientBuilder(_leaf.Client).Build<string, long>(options: new ScoringClientOptions { Starter = InlineStarter.Instance });
        Task<long> score = client.ScoreAsync("one").AsTask();

        _signature.SetResult(LongModel.Signature());

        await Assert.ThrowsAsync<ScoringBindingException>(() => score);
    }

    [Fact]
    public async Task Row_is_cancelled_while_it_waits_for_the_signature()
    {
        await using IScoringClient<long, long> client = New(TimeSpan.Zero);
        using var cancellation = new CancellationTokenSource();
        Task<long> score = client.ScoreAsync(1, default, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => score)).CancellationToken);
    }

    [Fact]
    public async Task Deadline_counts_from_the_call()
    {
        await using IScoringClient<long, long> client = New(TimeSpan.Zero);
        Task<long> late = client.ScoreAsync(1, new RowOptions(Partition: 2, Deadline: TimeSpan.FromSeconds(1))).AsTask();
        Task<long> inTime = client.ScoreAsync(2, new RowOptions(Deadline: TimeSpan.FromSeconds(3))).AsTask();

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await Assert.ThrowsAsync<ScoringRejectedException>(() => late)).Partition);
        _signature.SetResult(LongModel.Signature());
        await WaitForRequest();
        Assert.Equal(TimeSpan.FromSeconds(2), _leaf.Requests[0].Context.Deadline.Remaining);
        _leaf.CompleteAll();

        Assert.Equal(LongModel.ScoreOf(2), await inTime);
    }

    [Fact]
    public async Task Dispose_waits_for_the_signature_and_the_rows()
    {
        IScoringClient<long, long> client = New(TimeSpan.FromSeconds(30));
        Task<long> score = client.ScoreAsync(1).AsTask();

        Task disposal = client.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        _signature.SetResult(LongModel.Signature());
        await WaitForRequest();
        _leaf.CompleteAll();

        Assert.Equal(LongModel.ScoreOf(1), await score);
        await disposal;
    }

    [Fact]
    public async Task Row_is_rejected_when_dispose_cannot_wait_for_the_signature_any_longer()
    {
        IScoringClient<long, long> client = New(TimeSpan.Zero);
        Task<long> score = client.ScoreAsync(1, new RowOptions(Partition: 3)).AsTask();

        await client.DisposeAsync();

        Assert.Equal(3, (await Assert.ThrowsAsync<ScoringRejectedException>(() => score)).Partition);
        Assert.Empty(_leaf.Requests);
    }

    [Fact]
    public async Task Row_that_finds_the_signature_while_disposing_does_not_wait_for_others()
    {
        IScoringClient<long, long> client = New(TimeSpan.FromSeconds(30), maxDelay: TimeSpan.FromDays(1));
        Task<long> score = client.ScoreAsync(1).AsTask();

        Task disposal = client.DisposeAsync().AsTask();
        _signature.SetResult(LongModel.Signature());
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single(_leaf.Requests);
        _leaf.CompleteAll();
        Assert.Equal(LongModel.ScoreOf(1), await score);
        await disposal;
    }

    private IScoringClient<long, long> New(TimeSpan shutdownTimeout, TimeSpan maxDelay = default) => Clients.Started(
        _leaf.Client, new ScoringClientOptions { ShutdownTimeout = shutdownTimeout, TimeProvider = _clock, MaxDelay = maxDelay });

    /// <summary>The wait for the signature may end on another thread.</summary>
    private async Task WaitForRequest()
    {
        while (_leaf.Requests.Count == 0) await Task.Yield();
    }
}
