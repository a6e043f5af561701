using System.Collections.Immutable;
using Scoring.Isolation;
using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>Rows on which a run fails are found, and only they fail. The model looks up one of three numbers; its index −3 to 2 is the row.</summary>
public sealed class RowIsolationTests
{
    private const int Seed = 20260105;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 17)]
    [InlineData(2, 64)]
    [InlineData(1, 200)]
    public async Task Rows_that_the_model_fails_on_fail_alone(int lanes, int maxBatchCount)
    {
        var random = new Random(Seed);
        long[] rows = [.. Enumerable.Range(0, 500).Select(_ => (long)(random.Next(20) == 0 ? random.Next(3, 9) : random.Next(3)))];
        float[] scores = new float[rows.Length];
        await using IScoringClient<long, float> client = await Isolating(lanes).BuildAsync<long, float>(options: new ScoringClientOptions { MaxBatchCount = maxBatchCount });

        var error = await Assert.ThrowsAsync<ScoringRowsException>(async () => await client.ScoreAsync(rows, scores).OrFail());

        Assert.Equal(rows.Index().Where(static row => row.Item > 2).Select(static row => row.Index), error.Errors.Select(static row => row.Index));
        Assert.All(error.Errors, row => Assert.Contains($"idx={rows[row.Index]}", Assert.IsType<ScoringRefusedException>(row.Error).Message, StringComparison.Ordinal));
        Assert.All(rows.Index().Where(static row => row.Item <= 2), row => Assert.Equal(10f * (row.Item + 1), scores[row.Index]));
    }

    [Fact]
    public async Task Caller_of_a_bad_row_has_its_error_and_others_have_their_scores()
    {
        await using IScoringClient<long, float> client = await Isolating(lanes: 1).BuildAsync<long, float>();

        Task<float>[] calls = [.. Enumerable.Range(0, 300).Select(row => client.ScoreAsync(row % 4 == 3 ? row : row % 4).AsTask())];

        for (int row = 0; row < calls.Length; row++)
        {
            if (row % 4 == 3) await Assert.ThrowsAsync<ScoringRefusedException>(() => calls[row].OrFail());
            else Assert.Equal(10f * ((row % 4) + 1), await calls[row].OrFail());
        }
    }

    [Fact]
    public async Task Batch_tells_which_of_its_rows_have_no_score()
    {
        await using IScoringClient client = Isolating(lanes: 2).Build(new ScoringClientOptions { MaxBatchCount = 3 });
        using RecordBatch rows = RecordBatch.FromValues<long>([0, 9, 1, 2, 2, 2, 5, 6, 7, 0, 8]);

        using RecordBatch response = await client.ScoreAsync(rows).OrFail();

        ImmutableArray<RowError> errors = response.RowErrors;
        Assert.Equal([1, 6, 7, 8, 10], errors.Select(static error => error.Index));
        Assert.Equal([10f, 20, 30, 30, 30, 10], Enumerable.Range(0, 11).Except(errors.Select(static error => error.Index)).Select(row => response.GetColumn<float>("y")[row]));
    }

    [Fact]
    public async Task Request_whose_rows_are_all_refused_alike_is_refused_as_a_whole()
    {
        var attempts = new AttemptLog();
        await using IScoringClient client = Isolating(lanes: 1).Build();
        using RecordBatch rows = RecordBatch.FromValues<long>([.. Enumerable.Repeat(7L, 301)]);

        var error = await Assert.ThrowsAsync<ScoringRefusedException>(async () => await client.ScoreAsync(rows, new ScoringContext { Attempts = attempts }));

        Assert.Equal(301, error.Rows);
        Assert.Equal([301, 150, 151, 1, 1], attempts.Attempts.Select(static attempt => attempt.Rows));
    }

    private static ScoringClientBuilder Isolating(int lanes) =>
        new ScoringClientBuilder(TestModels.Load("fails_on_bad_index", new OnnxScoringOptions { Lanes = lanes })).UseRowIsolation(new RowIsolationOptions { MaxCalls = 1000 });
}
