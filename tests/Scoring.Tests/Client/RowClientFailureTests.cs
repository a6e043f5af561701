using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

/// <summary>A request that fails fails exactly its rows.</summary>
public class RowClientFailureTests
{
    [Fact]
    public async Task Failing_request_fails_exactly_its_rows()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 4);
        long[] rows = LongModel.Rows(95), scores = RowFailures.NewScores(95);
        var refusal = new ScoringRefusedException("No such zone.");

        ValueTask call = client.ScoreAsync(rows, scores);
        leaf.Requests.Single(static request => request.Rows.Contains(20)).Fail(refusal);
        leaf.CompleteAll();
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal(Enumerable.Range(20, 10), errors.Indexes());
        Assert.All(errors, error => Assert.Same(refusal, error.Error));
    }

    [Fact]
    public async Task Errors_are_listed_by_ascending_index_in_whatever_order_requests_end()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 4);
        long[] rows = LongModel.Rows(40), scores = RowFailures.NewScores(40);

        ValueTask call = client.ScoreAsync(rows, scores);
        foreach (int last in new[] { 3, 1, 2 }) leaf.Requests[last].Fail(new ScoringRefusedException($"{last}"));
        leaf.CompleteAll();
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal(Enumerable.Range(10, 30), errors.Indexes());
        Assert.Equal(Enumerable.Range(10, 30).Select(static index => $"{index / 10}"), errors.Select(static error => error.Error.Message));
    }

    [Fact]
    public async Task Exception_says_how_many_rows_failed_and_why_the_first_did()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 4);
        var error = new ScoringRefusedException("No such zone.");

        ValueTask call = client.ScoreAsync(LongModel.Rows(40), new long[40]);
        leaf.Requests[1].Fail(error);
        leaf.CompleteAll();
        var exception = await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);

        Assert.Equal("10 of 40 rows have no score. The first, row 10: No such zone.", exception.Message);
        Assert.Same(error, exception.InnerException);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task Exception_is_transient_when_every_rows_error_is()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 4);

        ValueTask call = client.ScoreAsync(LongModel.Rows(40), new long[40]);
        leaf.Requests[1].Fail(new ScoringRejectedException("Too late."));
        leaf.Requests[2].Fail(new ScoringRejectedException("Too late."));
        leaf.CompleteAll();

        Assert.True((await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask)).IsTransient);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("fails at once")]
    [InlineData("fails later")]
    [InlineData("is cancelled by itself")]
    public async Task Leaf_that_fails_in_any_way_fails_its_rows_alone(string way)
    {
        var leaf = new ScriptedLeaf
        {
            OnScore = (rows, _, _) => !rows.GetColumn<long>(0).Values.Contains(42) ? new(LongModel.Score(rows)) : way switch
            {
                "throws" => throw new InvalidOperationException(way),
                "fails at once" => ValueTask.FromException<RecordBatch>(new InvalidOperationException(way)),
                "fails later" => FailLater(new InvalidOperationException(way)),
                _ => FailLater(new OperationCanceledException(way)),
            },
        };
        await using IScoringClient<long, long> client = Clients.Pooled(leaf, new ScoringClientOptions { MaxBatchCount = 10 });
        long[] rows = LongModel.Rows(100), scores = RowFailures.NewScores(100);

        ImmutableArray<RowError> errors = await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores);

        Assert.Equal(Enumerable.Range(40, 10), errors.Indexes());
        Assert.All(errors, error => Assert.Equal(way, error.Error.Message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(11)]
    public async Task Response_of_another_number_of_rows_fails_the_request(int answered)
    {
        ImmutableArray<RowError> errors = await ErrorsOf(rows => LongModel.Score(new long[answered]));

        Assert.All(errors, error => Assert.Equal($"fares answered {answered} rows to a request of 10.", Assert.IsType<ScoringResponseException>(error.Error).Message));
    }

    [Fact]
    public async Task Response_of_other_columns_fails_the_request()
    {
        ImmutableArray<RowError> errors = await ErrorsOf(static rows => RecordBatch.FromValues<long>(new long[rows.RowCount], [], "other"));

        Assert.All(errors, static error => Assert.Contains("'other' Int64 []", Assert.IsType<ScoringResponseException>(error.Error).Message));
    }

    [Fact]
    public async Task Response_of_another_type_fails_its_rows()
    {
        ImmutableArray<RowError> errors = await ErrorsOf(static rows => RecordBatch.FromValues<double>(new double[rows.RowCount], [], "score"));

        Assert.All(errors, static error => Assert.Contains("Float64", Assert.IsType<ScoringBindingException>(error.Error).Message));
    }

    [Fact]
    public async Task Response_of_another_shape_fails_its_rows()
    {
        ImmutableArray<RowError> errors = await ErrorsOf(static rows => RecordBatch.FromValues<long>(new long[2 * rows.RowCount], [2], "score"));

        Assert.All(errors, static error => Assert.Contains("'score'", Assert.IsType<ScoringBindingException>(error.Error).Message));
    }

    [Fact]
    public async Task Response_that_is_nothing_fails_the_request() =>
        Assert.All(await ErrorsOf(static _ => default), static error => Assert.IsType<InvalidOperationException>(error.Error, exactMatch: false));

    [Fact]
    public async Task Response_that_was_disposed_fails_the_request()
    {
        ImmutableArray<RowError> errors = await ErrorsOf(static rows =>
        {
            RecordBatch response = LongModel.Score(rows);
            response.Dispose();
            return response;
        });

        Assert.All(errors, static error => Assert.IsType<ObjectDisposedException>(error.Error));
    }

    [Fact]
    public async Task Response_that_is_the_request_itself_is_read()
    {
        ScoringSignature signature = LongModel.Signature() with { Outputs = [new SignatureColumn("row", ElementType.Int64, [])] };
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature), OnScore = static (rows, _, _) => new(rows) };
        await using IScoringClient<long, long> client = Clients.Inline(leaf);
        long[] rows = LongModel.Rows(300);

        Assert.Equal(rows, await client.ScoreAsync(rows));
    }

    [Fact]
    public async Task Leaf_that_gives_a_task_twice_fails_the_second_request_alone()
    {
        HeldRequest? first = null;
        var leaf = new ScriptedLeaf
        {
            OnScore = (rows, context, token) =>
            {
                first ??= new HeldRequest(rows, context, token);
                return first.Response;
            },
        };
        await using IScoringClient<long, long> client = Clients.Inline(leaf, maxBatchCount: 10, maxParallelRequests: 2);
        long[] rows = LongModel.Rows(20), scores = RowFailures.NewScores(20);

        ValueTask call = client.ScoreAsync(rows, scores);
        first!.Complete();
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal(Enumerable.Range(10, 10), errors.Indexes());
        Assert.All(errors, static error => Assert.IsType<InvalidOperationException>(error.Error));
    }

    [Fact]
    public async Task Error_whose_message_fails_ends_the_call_all_the_same()
    {
        var leaf = new ScriptedLeaf { OnScore = static (_, _, _) => throw new SilentException() };
        await using IScoringClient<long, long> client = Clients.Inline(leaf);

        ValueTask call = client.ScoreAsync(LongModel.Rows(3), new long[3]);

        Assert.True(call.IsCompleted);
        Assert.Equal("The message is lost.", (await Assert.ThrowsAsync<FormatException>(call.AsTask)).Message);
        leaf.OnScore = static (rows, _, _) => new(LongModel.Score(rows));
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(3)), await client.ScoreAsync(LongModel.Rows(3)));
    }

    [Fact]
    public async Task Row_too_large_for_a_batch_fails_its_request()
    {
        ScoringSignature signature = LongModel.Signature() with { Inputs = [new SignatureColumn("wide", ElementType.Int64, [RowShape.Any])] };
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature) };
        await using IScoringClient<long[], long> client = Clients.Inline(leaf, RowBinding.Array<long>(200_000_000), maxBatchCount: 10);

        var exception = await Assert.ThrowsAsync<ScoringRowsException>(async () => await client.ScoreAsync(new long[][] { [], [] }));

        Assert.All(exception.Errors, static error => Assert.Contains("'wide' Int64", Assert.IsType<ArgumentException>(error.Error).Message));
        Assert.Equal(0, leaf.ScoreCount);
    }

    private static async ValueTask<RecordBatch> FailLater(Exception error)
    {
        await Task.Yield();
        throw error;
    }

    /// <summary>The errors of a call of which the second of three requests of 10 rows is answered like this.</summary>
    private static async Task<ImmutableArray<RowError>> ErrorsOf(Func<RecordBatch, RecordBatch> answer)
    {
        var leaf = new ScriptedLeaf { OnScore = (rows, _, _) => new(rows.GetColumn<long>(0).Values.Contains(15) ? answer(rows) : LongModel.Score(rows)) };
        await using IScoringClient<long, long> client = Clients.Inline(leaf, maxBatchCount: 10);
        long[] rows = LongModel.Rows(30), scores = RowFailures.NewScores(30);

        ImmutableArray<RowError> errors = await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores);

        Assert.Equal(Enumerable.Range(10, 10), errors.Indexes());
        return errors;
    }

    private sealed class SilentException : Exception
    {
        public override string Message => throw new FormatException("The message is lost.");
    }
}
