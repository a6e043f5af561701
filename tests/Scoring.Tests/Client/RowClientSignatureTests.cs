using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client;

/// <summary>When and how a client learns what its model takes.</summary>
public class RowClientSignatureTests
{
    [Fact]
    public void Build_checks_at_once_when_the_signature_is_known()
    {
        var leaf = new ScriptedLeaf();

        string message = Assert.Throws<ScoringBindingException>(() => new ScoringClientBuilder(leaf).Build<string, long>()).Message;

        Assert.Contains("'row' Int64 []", message);
        Assert.Contains("String", message);
        Assert.Equal(0, leaf.DisposeCount);
    }

    [Fact]
    public void Build_checks_scores_at_once_when_the_signature_is_known() =>
        Assert.Contains("'score' Int64 []", Assert.Throws<ScoringBindingException>(static () => new ScoringClientBuilder(new ScriptedLeaf()).Build<long, string>()).Message);

    [Fact]
    public async Task First_call_waits_for_a_signature_that_comes_later()
    {
        var signature = new TaskCompletionSource<ScoringSignature>(TaskCreationOptions.RunContinuationsAsynchronously);
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature.Task) };
        await using IScoringClient<long, long> client = Clients.Inline(leaf);
        long[] rows = LongModel.Rows(300), scores = RowFailures.NewScores(300);

        Task call = client.ScoreAsync(rows, scores).AsTask();
        Assert.Equal((false, 0), (call.IsCompleted, leaf.ScoreCount));
        signature.SetResult(LongModel.Signature());
        await call;
        int asked = leaf.SignatureCount;
        await client.ScoreAsync(rows);

        Assert.Equal(LongModel.ScoresOf(rows), scores);
        Assert.Equal(asked, leaf.SignatureCount);
    }

    [Fact]
    public async Task Signature_that_fails_first_is_asked_for_again()
    {
        bool fails = true;
        var leaf = new ScriptedLeaf
        {
            OnGetSignature = _ => fails ? ValueTask.FromException<ScoringSignature>(new ScoringModelException("Not yet loaded.")) : new(LongModel.Signature()),
        };
        await using IScoringClient<long, long> client = Clients.Inline(leaf);

        Assert.Equal("Not yet loaded.", (await Assert.ThrowsAsync<ScoringModelException>(async () => await client.ScoreAsync(LongModel.Rows(3)))).Message);
        await Assert.ThrowsAsync<ScoringModelException>(async () => await client.WarmUpAsync());
        fails = false;
        await client.WarmUpAsync();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(3)), await client.ScoreAsync(LongModel.Rows(3)));
        Assert.Equal(4, leaf.SignatureCount);
    }

    [Fact]
    public async Task Mismatch_is_seen_at_the_first_call_when_the_signature_comes_later()
    {
        var signature = new TaskCompletionSource<ScoringSignature>();
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature.Task) };
        await using IScoringClient<string, long> client = Clients.Inline<string>(leaf, null);

        Task call = client.ScoreAsync(new[] { "a" }, new long[1]).AsTask();
        signature.SetResult(LongModel.Signature());

        await Assert.ThrowsAsync<ScoringBindingException>(() => call);
        Assert.Equal(0, leaf.ScoreCount);
    }

    [Fact]
    public async Task BuildAsync_waits_and_checks()
    {
        var leaf = new ScriptedLeaf
        {
            OnGetSignature = static async _ =>
            {
                await Task.Yield();
                return LongModel.Signature();
            },
        };

        await using IScoringClient<long, long> client = await new ScoringClientBuilder(leaf).BuildAsync<long, long>();

        Assert.Equal(1, leaf.SignatureCount);
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(3)), await client.ScoreAsync(LongModel.Rows(3)));
        await Assert.ThrowsAsync<ScoringBindingException>(async () => await new ScoringClientBuilder(leaf).BuildAsync<string, long>());
    }

    [Fact]
    public async Task BuildAsync_fails_when_the_signature_does()
    {
        var leaf = new ScriptedLeaf { OnGetSignature = static _ => throw new ScoringModelException("Not loaded.") };

        Assert.Equal("Not loaded.", (await Assert.ThrowsAsync<ScoringModelException>(async () => await new ScoringClientBuilder(leaf).BuildAsync<long, long>())).Message);
        Assert.Equal(0, leaf.DisposeCount);
    }

    [Fact]
    public async Task BuildAsync_ends_when_it_is_cancelled_though_the_leaf_does_not_listen()
    {
        var never = new TaskCompletionSource<ScoringSignature>();
        using var cancellation = new CancellationTokenSource();
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(never.Task) };

        Task build = new ScoringClientBuilder(leaf).BuildAsync<long, long>(cancellationToken: cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => build);
    }

    [Fact]
    public async Task WarmUp_reads_the_signature_once()
    {
        var signature = new TaskCompletionSource<ScoringSignature>();
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature.Task) };
        await using IScoringClient<long, long> client = Clients.Inline(leaf);

        Task warmUp = client.WarmUpAsync().AsTask();
        Assert.False(warmUp.IsCompleted);
        signature.SetResult(LongModel.Signature());
        await warmUp;
        int asked = leaf.SignatureCount;
        await client.WarmUpAsync();
        await client.ScoreAsync(LongModel.Rows(3));

        Assert.Equal(asked, leaf.SignatureCount);
    }

    [Fact]
    public async Task Call_that_waits_for_the_signature_is_cancelled_at_once_though_the_leaf_does_not_listen()
    {
        var never = new TaskCompletionSource<ScoringSignature>();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(new ScriptedLeaf { OnGetSignature = _ => new(never.Task) });

        Task call = client.ScoreAsync(new long[3], new long[3], cancellationToken: cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
    }

    [Fact]
    public async Task Deadline_of_a_call_that_waits_for_the_signature_counts_from_the_call()
    {
        var never = new TaskCompletionSource<ScoringSignature>();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(new ScriptedLeaf { OnGetSignature = _ => new(never.Task) }, clock: clock);
        long[] rows = LongModel.Rows(3), scores = RowFailures.NewScores(3);

        ValueTask call = client.ScoreAsync(rows, scores, new RowOptions(Deadline: TimeSpan.FromSeconds(1)));
        clock.Advance(TimeSpan.FromSeconds(1));
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal([0, 1, 2], errors.Indexes());
        Assert.All(errors, static error => Assert.Contains("deadline", Assert.IsType<ScoringRejectedException>(error.Error).Message));
    }

    [Fact]
    public async Task Time_that_the_signature_took_is_not_given_again()
    {
        var signature = new TaskCompletionSource<ScoringSignature>();
        var clock = new ManualTimeProvider();
        var leaf = new HoldingLeaf();
        leaf.Client.OnGetSignature = _ => new(signature.Task);
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        leaf.Client.OnScore = WithSignal(leaf.Client.OnScore, sent);

        Task call = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: TimeSpan.FromSeconds(10))).AsTask();
        clock.Advance(TimeSpan.FromSeconds(4));
        signature.SetResult(LongModel.Signature());
        await sent.Task;

        Assert.Equal(TimeSpan.FromSeconds(6), leaf.Requests[0].Context.Deadline.Remaining);
        leaf.CompleteAll();
        await call;
    }

    [Fact]
    public async Task Dispose_waits_for_a_call_that_waits_for_the_signature()
    {
        var signature = new TaskCompletionSource<ScoringSignature>();
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature.Task) };
        IScoringClient<long, long> client = Clients.Inline(leaf, clock: new ManualTimeProvider(), shutdownTimeout: TimeSpan.FromSeconds(30));
        long[] rows = LongModel.Rows(3), scores = RowFailures.NewScores(3);

        Task call = client.ScoreAsync(rows, scores).AsTask();
        Task disposal = client.DisposeAsync().AsTask();
        Assert.Equal((false, 0), (disposal.IsCompleted, leaf.DisposeCount));
        signature.SetResult(LongModel.Signature());
        await disposal;
        await call;

        Assert.Equal(LongModel.ScoresOf(rows), scores);
        Assert.Equal(1, leaf.DisposeCount);
    }

    [Fact]
    public async Task Call_that_waits_for_the_signature_is_rejected_after_ShutdownTimeout()
    {
        var never = new TaskCompletionSource<ScoringSignature>();
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(never.Task) };
        IScoringClient<long, long> client = Clients.Inline(leaf, shutdownTimeout: TimeSpan.Zero);
        long[] rows = LongModel.Rows(3), scores = RowFailures.NewScores(3);

        ValueTask call = client.ScoreAsync(rows, scores);
        await client.DisposeAsync();
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal([0, 1, 2], errors.Indexes());
        Assert.All(errors, static error => Assert.Contains("ShutdownTimeout", Assert.IsType<ScoringRejectedException>(error.Error).Message));
        Assert.Equal(1, leaf.DisposeCount);
    }

    [Fact]
    public async Task Call_whose_signature_comes_when_dispose_has_given_up_is_rejected()
    {
        IScoringClient<long, long>? client = null;
        Task disposal = Task.CompletedTask;
        bool isKnown = false;
        var leaf = new ScriptedLeaf();
        leaf.OnGetSignature = _ =>
        {
            if (!isKnown) return ValueTask.FromException<ScoringSignature>(new ScoringModelException("Not yet loaded."));
            disposal = client!.DisposeAsync().AsTask();
            return new(LongModel.Signature());
        };
        client = Clients.Inline(leaf, shutdownTimeout: TimeSpan.Zero);
        long[] rows = LongModel.Rows(3), scores = RowFailures.NewScores(3);
        isKnown = true;

        ImmutableArray<RowError> errors = await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores);
        await disposal;

        Assert.Equal([0, 1, 2], errors.Indexes());
        Assert.Equal((0, 1), (leaf.ScoreCount, leaf.DisposeCount));
    }

    [Fact]
    public void Signature_that_is_nothing_is_a_models_error()
    {
        Assert.Contains("without inputs or outputs", ErrorOf(null!));
        Assert.Contains("fares", ErrorOf(LongModel.Signature() with { Inputs = default }));
        Assert.Contains("fares", ErrorOf(LongModel.Signature() with { Outputs = default }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Signature_with_a_limit_below_1_is_a_models_error_that_names_it(int limit)
    {
        Assert.Contains($"MaxConcurrentRequests is {limit}", ErrorOf(LongModel.Signature(lanes: limit)));
        Assert.Contains($"MaxRowsPerRun is {limit}", ErrorOf(LongModel.Signature(rowsPerRun: limit)));
    }

    [Fact]
    public void Signature_without_any_output_is_a_binding_error() =>
        Assert.Throws<ScoringBindingException>(static () => Clients.Inline(new ScriptedLeaf { OnGetSignature = static _ => new(LongModel.Signature() with { Outputs = [] }) }));

    [Fact]
    public void Signature_without_any_input_is_a_binding_error() =>
        Assert.Throws<ScoringBindingException>(static () => Clients.Inline(new ScriptedLeaf { OnGetSignature = static _ => new(LongModel.Signature() with { Inputs = [] }) }));

    [Fact]
    public void Types_without_a_built_in_binding_need_one()
    {
        Assert.Throws<ArgumentException>(static () => new ScoringClientBuilder(new ScriptedLeaf()).Build<DateTime, long>());
        Assert.Throws<ArgumentException>(static () => new ScoringClientBuilder(new ScriptedLeaf()).Build<long, DateTime>());
    }

    [Fact]
    public async Task Bindings_given_are_used()
    {
        RowBinding<DateTime> rows = RowBinding.For<DateTime>().Column("row", static (in DateTime row) => (long)row.Year).Build();
        ScoreBinding<TimeSpan> scores = ScoreBinding.Create(static (ref ScoreReader r) => TimeSpan.FromDays(r.Read<long>()));
        await using IScoringClient<DateTime, TimeSpan> client = new ScoringClientBuilder(new ScriptedLeaf()).Build(rows, scores);

        Assert.Equal([TimeSpan.FromDays(LongModel.ScoreOf(2026))], await client.ScoreAsync(new[] { new DateTime(2026, 1, 1) }));
    }

    private static Func<RecordBatch, ScoringContext, CancellationToken, ValueTask<RecordBatch>> WithSignal(
        Func<RecordBatch, ScoringContext, CancellationToken, ValueTask<RecordBatch>> score, TaskCompletionSource signal) => (rows, context, token) =>
        {
            ValueTask<RecordBatch> response = score(rows, context, token);
            signal.SetResult();
            return response;
        };

    private static string ErrorOf(ScoringSignature signature) =>
        Assert.Throws<ScoringModelException>(() => Clients.Inline(new ScriptedLeaf { OnGetSignature = _ => new(signature) })).Message;
}
