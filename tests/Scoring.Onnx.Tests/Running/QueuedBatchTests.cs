using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>Batches of any size through a queue: cut, put together and joined, they score as the model does by itself.</summary>
public sealed class QueuedBatchTests
{
    private const int Features = 4;
    private const float Tolerance = 1e-6f;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5_000)]
    public async Task Scores_are_those_of_the_leaf(int count)
    {
        OnnxScoringClient leaf = TestModels.Load("logreg4");
        await using IScoringClient client = new ScoringClientBuilder(leaf).Build(new ScoringClientOptions());
        using RecordBatch rows = Rows(count);
        using RecordBatch expected = await leaf.ScoreAsync(rows);

        using RecordBatch scores = await client.ScoreAsync(rows).OrFail();

        AssertEqual(expected, scores);
    }

    [Fact]
    public async Task Many_batches_at_once_have_their_own_scores()
    {
        int[] sizes = [1, 7, 5_000, 64, 3, 1_000, 1, 250];
        OnnxScoringClient leaf = TestModels.Load("logreg4", new OnnxScoringOptions { Lanes = 2 });
        await using IScoringClient client = new ScoringClientBuilder(leaf).Build(new ScoringClientOptions { MaxBatchCount = 100 });
        using RecordBatch rows = Rows(6_000);
        using RecordBatch expected = await leaf.ScoreAsync(rows);

        Task<RecordBatch>[] calls = [.. sizes.Select((size, start) => client.ScoreAsync(rows.Slice(start, size)).AsTask())];
        for (int start = 0; start < sizes.Length; start++)
        {
            using RecordBatch scores = await calls[start].OrFail();
            AssertEqual(expected.Slice(start, sizes[start]), scores);
        }
    }

    [Fact]
    public async Task Labels_and_probabilities_are_joined()
    {
        const int Repeats = 10;
        OnnxScoringClient leaf = TestModels.Load("gbdt_multi6");
        await using IScoringClient client = new ScoringClientBuilder(leaf).Build(new ScoringClientOptions { MaxBatchCount = 77 });
        ScoringSignature signature = await leaf.GetSignatureAsync();
        float[] numbers = [.. Enumerable.Repeat(TestModels.Numbers<float>("gbdt_multi6.X.bin"), Repeats).SelectMany(static values => values)];
        using RecordBatch rows = RecordBatch.FromValues<float>(numbers, signature.Inputs[0].Shape!.Value);
        using RecordBatch expected = await leaf.ScoreAsync(rows);

        using RecordBatch scores = await client.ScoreAsync(rows).OrFail();

        Assert.Equal(expected.GetColumn<long>(0).Values, scores.GetColumn<long>(0).Values);
        AssertNear(expected.GetColumn<float>(1).Values, scores.GetColumn<float>(1).Values);
    }

    [Fact]
    public async Task Columns_that_the_model_does_not_take_fail_their_own_call_only()
    {
        OnnxScoringClient leaf = TestModels.Load("logreg4");
        await using IScoringClient client = new ScoringClientBuilder(leaf).Build(new ScoringClientOptions());
        using RecordBatch wrong = RecordBatch.FromValues<float>(new float[6], [3]), rows = Rows(5);

        Task<RecordBatch> failed = client.ScoreAsync(wrong).AsTask(), scored = client.ScoreAsync(rows).AsTask();

        await Assert.ThrowsAsync<ScoringBindingException>(failed.OrFail);
        using RecordBatch scores = await scored.OrFail();
        Assert.Equal(5, scores.RowCount);
    }

    private static RecordBatch Rows(int count)
    {
        float[] numbers = TestModels.Numbers<float>("logreg4.X.bin");
        return RecordBatch.FromValues<float>([.. Enumerable.Range(0, count * Features).Select(i => numbers[i % numbers.Length])], [Features]);
    }

    private static void AssertEqual(RecordBatch expected, RecordBatch scores)
    {
        Assert.Equal(expected.Schema, scores.Schema);
        Assert.Equal(expected.RowCount, scores.RowCount);
        AssertNear(expected.GetColumn<float>(0).Values, scores.GetColumn<float>(0).Values);
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> given)
    {
        Assert.Equal(expected.Length, given.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], given[i], Tolerance);
    }
}
