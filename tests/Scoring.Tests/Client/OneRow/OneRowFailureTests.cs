using Scoring.Bindings;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>A failure reaches exactly the rows it concerns.</summary>
public class OneRowFailureTests
{
    private static readonly RowBinding<long> s_picky = RowBinding.For<long>()
        .Column("row", static (in long row) => row % 10 < 5 ? row : throw new FormatException($"Row {row} is not good."))
        .Build();

    [Fact]
    public async Task Request_that_fails_fails_its_rows_and_no_others()
    {
        await using var client = new HeldClient();
        Task<long> before = client.Score(0), first = client.Score(1), second = client.Score(2);
        client.Requests[0].Complete();
        Task<long> after = client.Score(3);
        var error = new ScoringRefusedException("No such zone.");

        client.Requests[1].Fail(error);
        client.Leaf.CompleteAll();

        Assert.Same(error, await Assert.ThrowsAsync<ScoringRefusedException>(() => first));
        Assert.Same(error, await Assert.ThrowsAsync<ScoringRefusedException>(() => second));
        Assert.Equal(LongModel.ScoresOf([0, 3]), await Task.WhenAll(before, after));
    }

    [Fact]
    public async Task Leaf_that_throws_at_once_fails_the_row_and_the_client_goes_on()
    {
        var leaf = new ScriptedLeaf { OnScore = static (rows, _, _) => rows.GetColumn<long>(0).Values[0] == 2 ? throw new InvalidOperationException("Out of order.") : new(LongModel.Score(rows)) };
        await using IScoringClient<long, long> client = Clients.Started(leaf);

        Assert.Equal(LongModel.ScoreOf(1), await client.ScoreAsync(1));
        Assert.Equal("Out of order.", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.ScoreAsync(2))).Message);
        Assert.Equal(LongModel.ScoreOf(3), await client.ScoreAsync(3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Response_of_another_number_of_rows_is_an_error_of_its_rows(int count)
    {
        await using var client = new HeldClient();
        _ = client.Score(0);
        Task<long> first = client.Score(1), second = client.Score(2);
        client.Requests[0].Complete();

        client.Requests[1].Complete(LongModel.Score(new long[count]));
        Task<long> next = client.Score(3);
        client.Leaf.CompleteAll();

        await Assert.ThrowsAsync<ScoringResponseException>(() => first);
        await Assert.ThrowsAsync<ScoringResponseException>(() => second);
        Assert.Equal(LongModel.ScoreOf(3), await next);
    }

    [Fact]
    public async Task Response_of_another_type_is_an_error_of_its_rows()
    {
        var schema = new RecordSchema(new ColumnSchema("score", ElementType.Float32));
        await using var client = new HeldClient();
        Task<long> score = client.Score(1), next = client.Score(2);

        client.Requests[0].Complete(RecordBatch.Rent(schema, 1));
        client.Leaf.CompleteAll();

        await Assert.ThrowsAsync<ScoringBindingException>(() => score);
        Assert.Equal(LongModel.ScoreOf(2), await next);
    }

    [Fact]
    public async Task No_response_is_an_error_of_its_rows()
    {
        await using var client = new HeldClient();
        Task<long> score = client.Score(1), next = client.Score(2);

        client.Requests[0].Complete(default(RecordBatch));
        client.Leaf.CompleteAll();

        await Assert.ThrowsAsync<InvalidOperationException>(() => score);
        Assert.Equal(LongModel.ScoreOf(2), await next);
    }

    [Fact]
    public async Task Row_that_cannot_be_written_fails_alone()
    {
        await using var client = new HeldClient(rows: s_picky);
        _ = client.Score(0);
        Task<long> first = client.Score(1), bad = client.Score(7), last = client.Score(2);

        client.Leaf.CompleteAll();

        Assert.Equal("Row 7 is not good.", (await Assert.ThrowsAsync<FormatException>(() => bad)).Message);
        Assert.Equal(LongModel.ScoresOf([1, 2]), await Task.WhenAll(first, last));
        Assert.Equal([1, 2], client.Requests[1].Rows);
    }

    [Fact]
    public async Task Rows_none_of_which_can_be_written_fail_without_a_request_and_their_place_is_free()
    {
        await using var client = new HeldClient(rows: s_picky);
        Task<long> alone = client.Score(5);
        Assert.True(alone.IsFaulted);
        Task<long> good = client.Score(0), first = client.Score(6), second = client.Score(7);
        client.Requests[0].Complete();
        Task<long> next = client.Score(3);
        client.Leaf.CompleteAll();

        Assert.Equal("Row 5 is not good.", (await Assert.ThrowsAsync<FormatException>(() => alone)).Message);
        Assert.Equal("Row 6 is not good.", (await Assert.ThrowsAsync<FormatException>(() => first)).Message);
        Assert.Equal("Row 7 is not good.", (await Assert.ThrowsAsync<FormatException>(() => second)).Message);
        Assert.Equal(LongModel.ScoresOf([0, 3]), await Task.WhenAll(good, next));
        Assert.Equal([0, 3], client.SentRows);
    }

    [Fact]
    public async Task Row_whose_score_cannot_be_read_fails_alone()
    {
        var leaf = new HoldingLeaf();
        ScoreBinding<long> scores = ScoreBinding.Create(static (ref ScoreReader reader) => reader.Read<long>() is var score && score != LongModel.ScoreOf(7) ? score : throw new FormatException("Not a score."));
        await using IScoringClient<long, long> client = new ScoringClientBuilder(leaf.Client).Build<long, long>(
            null, scores, new ScoringClientOptions { MaxParallelRequests = 1, ShutdownTimeout = TimeSpan.Zero, Starter = InlineStarter.Instance });
        _ = client.ScoreAsync(0).AsTask();
        Task<long> first = client.ScoreAsync(1).AsTask(), bad = client.ScoreAsync(7).AsTask(), last = client.ScoreAsync(2).AsTask();

        leaf.CompleteAll();

        Assert.Equal("Not a score.", (await Assert.ThrowsAsync<FormatException>(() => bad)).Message);
        Assert.Equal(LongModel.ScoresOf([1, 2]), await Task.WhenAll(first, last));
    }

    [Fact]
    public async Task Leaf_that_gives_up_by_itself_is_no_cancellation_by_the_caller()
    {
        await using var client = new HeldClient();
        Task<long> score = client.Score(1);

        client.Requests[0].Fail(new OperationCanceledException("The leaf gave up."));

        Assert.Equal("The leaf gave up.", (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => score)).Message);
    }
}
