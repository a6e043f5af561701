using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client.Batches;

/// <summary>Calls before the signature is known, and what the client passes through.</summary>
public class BatchClientSignatureTests
{
    private readonly TaskCompletionSource<ScoringSignature> _signature = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedLeaf _leaf = new();

    [Fact]
    public async Task First_calls_wait_for_a_signature_that_comes_later()
    {
        await using IScoringClient client = NewLateClient();
        RecordBatch rows = LongModel.Batch(300);

        ValueTask<RecordBatch> first = client.ScoreAsync(rows), second = client.ScoreAsync(rows);
        rows.Dispose();
        Assert.Equal((false, 0), (first.IsCompleted, _leaf.ScoreCount));
        _signature.SetResult(LongModel.Signature());

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(300)), await first.ScoresAsync());
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(300)), await second.ScoresAsync());
    }

    [Fact]
    public async Task Limits_are_those_of_the_signature_that_comes_later()
    {
        var held = new HoldingLeaf();
        _leaf.OnScore = held.Client.OnScore;
        await using IScoringClient client = NewLateClient();
        using RecordBatch rows = LongModel.Batch(1_000);

        Task<RecordBatch> call = client.ScoreAsync(rows).AsTask();
        _signature.SetResult(LongModel.Signature(lanes: 3));
        held.CompleteAll();

        (await call).Dispose();
        Assert.Equal(3, held.MaxOpen);
        Assert.All(held.Requests, static request => Assert.InRange(request.Rows.Length, 1, ScoringClientOptions.DefaultLocalBatchCount));
    }

    [Fact]
    public async Task Signature_that_fails_fails_the_call_and_is_asked_for_again()
    {
        bool fails = true;
        var watch = new BufferWatch();
        var model = new MixedModel();
        _leaf.OnGetSignature = _ => fails ? ValueTask.FromException<ScoringSignature>(new ScoringModelException("Not yet loaded.")) : new(LongModel.Signature());
        _leaf.OnScore = (batch, _, _) => new(model.Score(batch));
        await using IScoringClient client = Clients.Batches(_leaf);
        RecordBatch rows = model.Batch(3);
        watch.Add(rows);

        Assert.Equal("Not yet loaded.", (await Assert.ThrowsAsync<ScoringModelException>(async () => await client.ScoreAsync(rows))).Message);
        fails = false;
        using (RecordBatch scores = await client.ScoreAsync(rows)) model.Check(scores, 3);
        rows.Dispose();

        watch.CheckAllReturned();
    }

    [Fact]
    public void Signature_that_cannot_be_one_is_an_error_at_build()
    {
        _leaf.OnGetSignature = static _ => new(LongModel.Signature(lanes: 0));

        Assert.Contains("MaxConcurrentRequests is 0", Assert.Throws<ScoringModelException>(() => Clients.Batches(_leaf)).Message);
    }

    [Fact]
    public async Task Call_that_waits_for_the_signature_is_cancelled_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var watch = new BufferWatch();
        await using IScoringClient client = NewLateClient();
        RecordBatch rows = new MixedModel().Batch(3);
        watch.Add(rows);

        Task<RecordBatch> call = client.ScoreAsync(rows, default, cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        rows.Dispose();
        watch.CheckAllReturned();
        Assert.Equal(0, _leaf.ScoreCount);
    }

    [Fact]
    public async Task Call_that_waits_for_the_signature_is_late_on_its_deadlines_clock()
    {
        var clock = new ManualTimeProvider();
        await using IScoringClient client = NewLateClient();
        using RecordBatch rows = LongModel.Batch(3);

        Task<RecordBatch> call = client.ScoreAsync(rows, new ScoringContext { Partition = 4, Deadline = Deadline.After(TimeSpan.FromSeconds(1), clock) }).AsTask();
        Assert.Equal((1, 0), (clock.ActiveTimers, _clock.ActiveTimers));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(4, (await Assert.ThrowsAsync<ScoringRejectedException>(() => call)).Partition);
    }

    [Fact]
    public async Task Call_that_waits_for_the_signature_when_the_client_is_disposed_is_scored_without_delay()
    {
        IScoringClient client = NewLateClient(new ScoringClientOptions { MaxDelay = TimeSpan.FromMinutes(1) }, shutdownTimeout: TimeSpan.FromSeconds(30));
        using RecordBatch rows = LongModel.Batch(3);

        Task<RecordBatch> call = client.ScoreAsync(rows).AsTask();
        Task disposal = client.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        _signature.SetResult(LongModel.Signature());

        (await call.WaitAsync(TimeSpan.FromMinutes(1))).Dispose();
        await disposal;
        Assert.Equal((1, 1), (_leaf.ScoreCount, _leaf.DisposeCount));
    }

    [Fact]
    public async Task Call_that_waits_for_the_signature_is_rejected_after_ShutdownTimeout()
    {
        IScoringClient client = NewLateClient();
        using RecordBatch rows = LongModel.Batch(3);

        Task<RecordBatch> call = client.ScoreAsync(rows, new ScoringContext { Partition = 4 }).AsTask();
        await client.DisposeAsync();

        Assert.Equal(4, (await Assert.ThrowsAsync<ScoringRejectedException>(() => call)).Partition);
        Assert.Equal((0, 1), (_leaf.ScoreCount, _leaf.DisposeCount));
    }

    [Fact]
    public async Task Signature_and_services_are_those_of_the_leaf()
    {
        var version = new Version(1, 2);
        _leaf.OnGetService = (type, key) => type == typeof(Version) || key is "leaf" ? version : null;
        await using IScoringClient client = Clients.Batches(_leaf);

        Assert.Equal(LongModel.Signature().ModelName, (await client.GetSignatureAsync()).ModelName);
        Assert.Same(client, client.GetService<IScoringClient>());
        Assert.Same(version, client.GetService(typeof(Version)));
        Assert.Same(version, client.GetService(typeof(IScoringClient), "leaf"));
        Assert.Null(client.GetService(typeof(string)));
        Assert.Throws<ArgumentNullException>(() => client.GetService(null!));
    }

    [Fact]
    public async Task Stages_see_the_requests()
    {
        var log = new List<string>();
        IScoringClient client = new ScoringClientBuilder(_leaf)
            .Use(inner => new RecordingStage(inner, "stage", log))
            .Build(new ScoringClientOptions { MaxBatchCount = 2, MaxParallelRequests = 1, Starter = InlineStarter.Instance });
        using RecordBatch rows = LongModel.Batch(3);

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(3)), await client.ScoreAsync(rows).ScoresAsync());
        await client.DisposeAsync();

        Assert.Equal(["stage asks", "stage answers", "stage asks", "stage answers", "stage is disposed"], log);
        Assert.Equal(1, _leaf.DisposeCount);
    }

    [Fact]
    public void Options_are_checked_and_kept()
    {
        var builder = new ScoringClientBuilder(_leaf);

        Assert.Throws<ArgumentNullException>(() => builder.Build(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Build(new ScoringClientOptions { MaxBatchCount = 0 }));
        Assert.Equal(0, _leaf.DisposeCount);
    }

    private IScoringClient NewLateClient(ScoringClientOptions? options = null, TimeSpan? shutdownTimeout = null)
    {
        options ??= new ScoringClientOptions();
        options.TimeProvider = _clock;
        _leaf.OnGetSignature = _ => new(_signature.Task);
        return Clients.Batches(_leaf, options, shutdownTimeout);
    }
}
