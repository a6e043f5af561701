using Scoring.FailedState;
using Scoring.Records;
using Scoring.Tests.Client;
using Scoring.Tests.Fakes;
using Scoring.Tests.Isolation;

namespace Scoring.Tests.FailedState;

public class FailedStateTests
{
    private readonly HoldingLeaf _leaf = new();

    public static TheoryData<Exception> Failures =>
    [
        new ScoringRefusedException("No such zone."), new ScoringException("Bad request.") { Status = 400 }, new ScoringException("Not allowed.") { Status = 401 },
        new ScoringException("Broken.") { Status = 500 }, new ScoringResponseException("Odd."), new ScoringModelException("Odd."), new FormatException("Odd."),
        new ScoringNotIsolatedException("Unknown."),
    ];

    public static TheoryData<Exception> Others =>
    [
        new ScoringException("Busy.") { Status = 503 }, new ScoringRejectedException("Late."), new OperationCanceledException(), new TimeoutException(),
        new ObjectDisposedException("client"), new ScoringBindingException("Columns."),
        new ScoringRowsException([new RowError(0, new ScoringException("Busy.") { Status = 503 })], 1),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Answer_that_is_neither_success_nor_unavailable_fails_every_later_call(Exception cause)
    {
        IScoringClient client = Build();
        await FailAsync(client, cause);

        for (int i = 0; i < 3; i++)
        {
            var error = await Assert.ThrowsAsync<ScoringClientFailedException>(async () => await ScoreAsync(client, partition: 6));
            Assert.Same(cause, error.InnerException);
            Assert.Contains(cause.Message, error.Message, StringComparison.Ordinal);
            Assert.Contains("GetService(typeof(IFailedState))", error.Message, StringComparison.Ordinal);
            Assert.Equal((6, 2, false), (error.Partition, error.Rows, error.IsTransient));
        }

        Assert.Single(_leaf.Requests);
        Assert.Same(cause, State(client).Cause);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_is_no_such_answer_does_not_count(Exception error)
    {
        IScoringClient client = Build();
        await FailAsync(client, error);

        Assert.Null(State(client).Cause);
        ValueTask<RecordBatch> call = ScoreAsync(client);
        _leaf.CompleteAll();
        (await call).Dispose();
    }

    [Fact]
    public async Task Reset_lets_the_client_work_again_and_fail_again()
    {
        IScoringClient client = Build();
        await FailAsync(client, new ScoringRefusedException("First."));
        State(client).Reset();
        Assert.Null(State(client).Cause);

        ValueTask<RecordBatch> call = ScoreAsync(client);
        _leaf.CompleteAll();
        (await call).Dispose();
        await FailAsync(client, new ScoringRefusedException("Second."));

        Assert.Equal("Second.", (await Assert.ThrowsAsync<ScoringClientFailedException>(async () => await ScoreAsync(client))).InnerException!.Message);
    }

    [Fact]
    public async Task First_cause_wins_and_calls_in_flight_keep_their_own_results()
    {
        IScoringClient client = Build();
        ValueTask<RecordBatch> first = ScoreAsync(client), second = ScoreAsync(client), third = ScoreAsync(client);
        _leaf.Requests[1].Fail(new ScoringRefusedException("Second."));
        _leaf.Requests[0].Fail(new ScoringRefusedException("First."));
        _leaf.Requests[2].Complete();

        Assert.Equal("First.", (await Assert.ThrowsAsync<ScoringRefusedException>(first.AsTask)).Message);
        Assert.Equal("Second.", (await Assert.ThrowsAsync<ScoringRefusedException>(second.AsTask)).Message);
        (await third).Dispose();
        Assert.Equal("Second.", State(client).Cause!.Message);
    }

    [Fact]
    public async Task Answers_to_requests_from_before_a_reset_do_not_fail_the_client_again()
    {
        IScoringClient client = Build();
        ValueTask<RecordBatch> old = ScoreAsync(client);
        await FailAsync(client, new ScoringRefusedException("First."));
        State(client).Reset();
        _leaf.Requests[0].Fail(new ScoringRefusedException("Old."));

        await Assert.ThrowsAsync<ScoringRefusedException>(old.AsTask);
        Assert.Null(State(client).Cause);
    }

    [Fact]
    public async Task Reset_of_a_client_that_works_forgets_nothing()
    {
        IScoringClient client = Build();
        ValueTask<RecordBatch> call = ScoreAsync(client);
        State(client).Reset();
        _leaf.Requests[0].Fail(new ScoringRefusedException("First."));

        await Assert.ThrowsAsync<ScoringRefusedException>(call.AsTask);
        Assert.NotNull(State(client).Cause);
    }

    [Fact]
    public async Task Error_thrown_inside_the_call_counts()
    {
        IScoringClient client = new ScoringClientBuilder(new ScriptedLeaf { OnScore = static (_, _, _) => throw new FormatException("Odd.") }).UseFailedState().Build();

        await Assert.ThrowsAsync<FormatException>(async () => await ScoreAsync(client));
        await Assert.ThrowsAsync<ScoringClientFailedException>(async () => await ScoreAsync(client));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Isolated_row_counts_and_its_neighbours_keep_their_scores(int maxBatchCount)
    {
        var leaf = new RefusingLeaf { Bad = [5] };
        await using IScoringClient<long, long> client = Clients.Inline(new ScoringClientBuilder(leaf.Client).UseFailedState().UseRowIsolation().Build(), maxBatchCount, maxParallelRequests: 1);
        long[] rows = LongModel.Rows(8), scores = RowFailures.NewScores(8);

        var errors = await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores);

        Assert.IsType<ScoringRefusedException>(errors[0].Error);
        Assert.Equal(maxBatchCount == 1 ? [5, 6, 7] : [5], errors.Indexes());
        var error = await Assert.ThrowsAsync<ScoringClientFailedException>(async () => await client.ScoreAsync(1L));
        Assert.Equal(RefusingLeaf.MessageOf(5), error.InnerException!.Message);
        ((IFailedState)client.GetService(typeof(IFailedState))!).Reset();
        Assert.Equal(LongModel.ScoreOf(1), await client.ScoreAsync(1L));
    }

    [Fact]
    public async Task Threads_that_fail_at_once_agree_on_the_cause()
    {
        const int Rounds = 200, Callers = 4;
        var leaf = new ScriptedLeaf { OnScore = static (_, _, _) => ValueTask.FromException<RecordBatch>(new ScoringRefusedException("Bad.")) };
        IScoringClient client = new ScoringClientBuilder(leaf).UseFailedState().Build();
        for (int round = 0; round < Rounds; round++)
        {
            Exception[] errors = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () => (await Record.ExceptionAsync(async () => await ScoreAsync(client)))!)));
            Exception cause = State(client).Cause!;
            Assert.Contains(cause, errors);
            Assert.All(errors.OfType<ScoringClientFailedException>(), error => Assert.Same(cause, error.InnerException));
            State(client).Reset();
        }
    }

    private static IFailedState State(IScoringClient client) => client.GetService<IFailedState>()!;

    private static ValueTask<RecordBatch> ScoreAsync(IScoringClient client, int partition = 0) => client.ScoreAsync(LongModel.Batch(2), new ScoringContext { Partition = partition });

    private IScoringClient Build() => new ScoringClientBuilder(_leaf.Client).UseFailedState().Build();

    private async Task FailAsync(IScoringClient client, Exception error)
    {
        ValueTask<RecordBatch> call = ScoreAsync(client);
        _leaf.Requests[^1].Fail(error);
        Assert.Same(error, await Record.ExceptionAsync(call.AsTask));
    }
}
