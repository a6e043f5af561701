using Scoring.Isolation;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Isolation;

/// <summary>Requests that are too large are halved until their parts are not.</summary>
public class TooLargeRequestTests
{
    [Theory]
    [InlineData(1000, 30)]
    [InlineData(1000, 1)]
    [InlineData(7, 3)]
    public async Task Every_row_has_its_score_whatever_the_budget_for_bad_rows(int rows, int most)
    {
        var leaf = new RefusingLeaf { Refuse = request => request.Length > most ? TooLarge(request.Length) : null };
        IScoringClient client = new ScoringClientBuilder(leaf.Client).UseRowIsolation(new RowIsolationOptions { MaxCalls = 1 }).Build();
        using RecordBatch batch = LongModel.Batch(rows);
        using RecordBatch response = await client.ScoreAsync(batch);

        Assert.Empty(response.RowErrors);
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(rows)), response.GetColumn<long>(0).Values.ToArray());
    }

    [Fact]
    public async Task Row_that_is_too_large_alone_fails_and_ends_what_is_free()
    {
        var leaf = new RefusingLeaf { Refuse = static request => TooLarge(request.Length) };
        IScoringClient client = new ScoringClientBuilder(leaf.Client).UseRowIsolation().Build();
        using RecordBatch batch = LongModel.Batch(1000);
        await Assert.ThrowsAsync<ScoringRowsException>(async () => (await client.ScoreAsync(batch)).Dispose());

        Assert.InRange(leaf.Requests.Count, 4, 40);
    }

    [Fact]
    public async Task Bad_row_in_a_request_that_is_too_large_is_found()
    {
        var leaf = new RefusingLeaf { Refuse = static request => request.Length > 100 ? TooLarge(request.Length) : request.Contains(333) ? RefusingLeaf.Refusal(333) : null };
        IScoringClient client = new ScoringClientBuilder(leaf.Client).UseRowIsolation().Build();
        using RecordBatch batch = LongModel.Batch(1000);
        using RecordBatch response = await client.ScoreAsync(batch);

        Assert.Equal([333], response.RowErrors.Select(static error => error.Index));
    }

    private static ScoringException TooLarge(int rows) => new($"{rows} rows are too many.") { Status = 413 };
}
