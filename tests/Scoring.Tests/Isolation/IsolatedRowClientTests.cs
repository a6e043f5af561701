using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Isolation;
using Scoring.Streaming;
using Scoring.Tests.Client;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Isolation;

/// <summary>Isolated rows as their callers see them: each its own error, and nobody else's.</summary>
public class IsolatedRowClientTests
{
    private const int BadEvery = 7;

    private readonly RefusingLeaf _leaf = new() { Bad = [.. LongModel.Rows(1000).Where(static row => row % BadEvery == 3)] };

    [Fact]
    public async Task Callers_of_one_row_have_their_own_errors()
    {
        var slow = new WaitingStage(Isolating());
        await using IScoringClient<long, long> client = Clients.Inline(slow, maxParallelRequests: 1);

        Task<long>[] calls = [.. LongModel.Rows(50).Select(row => client.ScoreAsync(row).AsTask())];
        slow.Open();

        for (int row = 0; row < calls.Length; row++) await CheckAsync(calls[row], row);
        Assert.Equal(49, _leaf.Requests.Max(static request => request.Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(200)]
    public async Task Call_of_many_rows_lists_exactly_the_bad_ones(int maxBatchCount)
    {
        await using IScoringClient<long, long> client = Clients.Inline(Isolating(), maxBatchCount);
        long[] rows = LongModel.Rows(100), scores = RowFailures.NewScores(100);

        CheckErrors(await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores), rows);
    }

    [Fact]
    public async Task Calls_of_many_rows_that_travel_together_list_their_own()
    {
        var slow = new WaitingStage(Isolating());
        await using IScoringClient<long, long> client = Clients.Inline(slow, maxBatchCount: 40, maxParallelRequests: 1);
        long[][] rows = [.. Enumerable.Range(0, 12).Select(static call => LongModel.Rows(1 + (3 * call), 10 * call))], scores = [.. rows.Select(static r => RowFailures.NewScores(r.Length))];

        ValueTask[] calls = [.. rows.Select((r, call) => client.ScoreAsync(r, scores[call]))];
        slow.Open();

        for (int call = 0; call < calls.Length; call++)
        {
            if (rows[call].Any(_leaf.Bad.Contains)) CheckErrors(await RowFailures.Of(calls[call], rows[call], scores[call]), rows[call]);
            else await calls[call];
        }
    }

    [Fact]
    public async Task Rows_that_cannot_be_written_and_bad_rows_keep_their_own_errors()
    {
        RowBinding<long> picky = RowBinding.For<long>().Column("row", static (in long row) => row % 5 == 1 ? throw new FormatException($"{row}") : row).Build();
        await using IScoringClient<long, long> client = Clients.Inline(Isolating(), picky, maxBatchCount: 20);
        long[] rows = LongModel.Rows(100), scores = RowFailures.NewScores(100);

        ImmutableArray<RowError> errors = await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores);

        Assert.Equal(rows.Where(row => row % 5 == 1 || _leaf.Bad.Contains(row)), errors.Select(static error => (long)error.Index));
        Assert.All(errors, error => Assert.Equal(error.Index % 5 == 1 ? $"{error.Index}" : RefusingLeaf.MessageOf(error.Index), error.Error.Message));
    }

    [Fact]
    public async Task Request_of_only_bad_rows_gives_each_its_own_error()
    {
        var leaf = new RefusingLeaf { Bad = [.. LongModel.Rows(30)] };
        await using IScoringClient<long, long> client = Clients.Inline(new RowIsolationScoringClient(leaf.Client, new RowIsolationOptions { MaxCalls = 1000 }), maxBatchCount: 10);
        long[] rows = LongModel.Rows(40), scores = RowFailures.NewScores(40);

        ImmutableArray<RowError> errors = await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores);

        Assert.Equal(Enumerable.Range(0, 30), errors.Indexes());
        Assert.All(errors, static error => Assert.Equal(RefusingLeaf.MessageOf(error.Index), error.Error.Message));
    }

    [Fact]
    public async Task Score_of_a_row_with_an_error_is_not_read()
    {
        var read = new List<long>();
        ScoreBinding<long> scores = ScoreBinding.Create<long>((ref ScoreReader score) =>
        {
            long value = score.Read<long>();
            read.Add(value);
            return value;
        });
        await using IScoringClient<long, long> client = new ScoringClientBuilder(Isolating()).Build<long, long>(
            null, scores, new ScoringClientOptions { Starter = InlineStarter.Instance, ShutdownTimeout = TimeSpan.Zero });
        long[] rows = LongModel.Rows(20), target = RowFailures.NewScores(20);

        await RowFailures.Of(client.ScoreAsync(rows, target), rows, target);

        Assert.Equal(LongModel.ScoresOf(rows.Where(row => !_leaf.Bad.Contains(row))), read);
    }

    [Fact]
    public async Task Stream_gives_each_row_its_own_result()
    {
        await using IScoringClient<long, long> client = Clients.Inline(Isolating(), maxBatchCount: 30);
        int count = 0;
        await foreach (ScoredRow<long, long> result in client.ScoreStreamAsync(LongModel.Rows(500).ToAsyncEnumerable(), cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.Equal(count++, result.Row);
            if (result.TryGetScore(out long score)) Assert.Equal(LongModel.ScoreOf(result.Row), score);
            Assert.Equal(_leaf.Bad.Contains(result.Row) ? RefusingLeaf.MessageOf(result.Row) : null, result.Error?.Message);
        }

        Assert.Equal(500, count);
    }

    private RowIsolationScoringClient Isolating() => new(_leaf.Client, new RowIsolationOptions { MaxCalls = 1000 });

    private async Task CheckAsync(Task<long> call, long row)
    {
        if (!_leaf.Bad.Contains(row)) Assert.Equal(LongModel.ScoreOf(row), await call);
        else Assert.Equal(RefusingLeaf.MessageOf(row), (await Assert.ThrowsAsync<ScoringRefusedException>(() => call)).Message);
    }

    private void CheckErrors(ImmutableArray<RowError> errors, long[] rows)
    {
        Assert.Equal(rows.Where(_leaf.Bad.Contains), errors.Select(error => rows[error.Index]));
        Assert.All(errors, error => Assert.Equal(RefusingLeaf.MessageOf(rows[error.Index]), error.Error.Message));
    }
}
