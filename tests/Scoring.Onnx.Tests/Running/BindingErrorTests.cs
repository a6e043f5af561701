using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A batch that does not fit the model is an error that shows both sides, before anything runs.</summary>
public sealed class BindingErrorTests
{
    private const string Expected = "('age' Float32 [1], 'income' Float32 [1], 'tenure' Float32 [1], 'visits' Int64 [1])";

    private static readonly ColumnValues s_age = ColumnValues.Of("age", [1f]);
    private static readonly ColumnValues s_income = ColumnValues.Of("income", [1f]);
    private static readonly ColumnValues s_tenure = ColumnValues.Of("tenure", [1f]);
    private static readonly ColumnValues s_visits = ColumnValues.Of("visits", [1L]);

    public static TheoryData<string> Misfit => [.. Misfits.Keys];

    private static Dictionary<string, ColumnValues[]> Misfits { get; } = new(StringComparer.Ordinal)
    {
        ["missing column"] = [s_age, s_income, s_tenure],
        ["extra column"] = [s_age, s_income, s_tenure, s_visits, ColumnValues.Of("more", [1f])],
        ["other name"] = [s_age, s_income, s_tenure, ColumnValues.Of("Visits", [1L])],
        ["no name"] = [s_age, s_income, s_tenure, ColumnValues.Of("", [1L])],
        ["other type"] = [s_age, s_income, s_tenure, ColumnValues.Of("visits", [1])],
        ["numbers for strings"] = [s_age, s_income, s_tenure, ColumnValues.Of("visits", ["1"])],
        ["other shape"] = [s_age, s_income, s_tenure, ColumnValues.Of("visits", [1L, 2L], [2])],
        ["one column for all"] = [ColumnValues.Of("", [1f, 2f, 3f, 4f], [4])],
    };

    [Theory]
    [MemberData(nameof(Misfit))]
    public async Task Misfit_shows_both_sides(string misfit)
    {
        await using OnnxScoringClient client = TestModels.Load("columns4");
        using RecordBatch rows = RecordBatch.FromColumns(Misfits[misfit]);
        var attempts = new AttemptLog();
        var error = await Assert.ThrowsAsync<ScoringBindingException>(async () => await client.ScoreAsync(rows, new ScoringContext { Attempts = attempts }));
        Assert.Contains("'columns4.onnx'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Expected {Expected}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"given {rows.Schema}", error.Message, StringComparison.Ordinal);
        Assert.Empty(attempts.Attempts);
    }

    [Fact]
    public async Task Columns_fit_in_any_order_and_as_scalars_or_vectors_of_one()
    {
        await using OnnxScoringClient client = TestModels.Load("columns4");
        using RecordBatch scalars = RecordBatch.FromColumns(s_visits, s_tenure, s_income, s_age);
        using RecordBatch vectors = RecordBatch.FromColumns(s_age, ColumnValues.Of("income", [1f], [1]), ColumnValues.Of("visits", [1L], [1]), s_tenure);
        using RecordBatch first = await client.ScoreAsync(scalars), second = await client.ScoreAsync(vectors);
        Assert.Equal(first.GetColumn<float>(0).Values, second.GetColumn<float>(0).Values);
    }

    [Theory]
    [InlineData("")]
    [InlineData("X")]
    [InlineData("anything")]
    public async Task One_column_of_any_name_fits_a_model_of_one_input(string name)
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4");
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3, 4], [4], name);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal(1, response.RowCount);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public async Task Row_of_another_length_shows_both_sides(int length)
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4");
        using RecordBatch rows = RecordBatch.FromValues<float>(new float[length * 2], [length]);
        var error = await Assert.ThrowsAsync<ScoringBindingException>(async () => await client.ScoreAsync(rows));
        Assert.Contains("Expected ('X' Float32 [4])", error.Message, StringComparison.Ordinal);
        Assert.Contains($"given ('' Float32 [{length}])", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flat_row_fills_a_shape_of_the_same_size()
    {
        await using OnnxScoringClient client = ModelWriter.Of("Neg", "float[N,2,2]", "float[N,2,2]").Load();
        using RecordBatch flat = RecordBatch.FromRows<float>([[1, 2, 3, 4]]), deep = RecordBatch.FromValues<float>([1, 2, 3, 4], [2, 2]), turned = RecordBatch.FromValues<float>([1, 2, 3, 4], [4, 1]);
        using RecordBatch first = await client.ScoreAsync(flat), second = await client.ScoreAsync(deep);
        Assert.Equal([-1, -2, -3, -4], first.GetColumn<float>("Y").Values);
        Assert.Equal([-1, -2, -3, -4], second.GetColumn<float>("Y").Values);
        await Assert.ThrowsAsync<ScoringBindingException>(async () => await client.ScoreAsync(turned));
    }

    [Fact]
    public async Task Row_client_shows_both_sides_when_it_is_built()
    {
        await using OnnxScoringClient client = TestModels.Load("columns4");
        var error = Assert.Throws<ScoringBindingException>(() => new ScoringClientBuilder(client).Build<float[], float[]>());
        Assert.Contains("'income' Float32 [1]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Batch_that_was_disposed_is_refused(bool queued)
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4");
        using var cancellation = new CancellationTokenSource();
        RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3, 4], [4]);
        rows.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.ScoreAsync(rows, default, queued ? cancellation.Token : default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.ScoreAsync(default, default, queued ? cancellation.Token : default));
        await client.DisposeAsync().OrFail();
    }

    [Fact]
    public async Task Scalar_alone_is_one_value_per_row()
    {
        // A model of one scalar input cannot be told from one that says nothing of its shape, and the runtime runs it over all rows.
        await using OnnxScoringClient client = ModelWriter.Of("Neg", "float[]", "float[]").Load();
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([-1, -2], response.GetColumn<float>("Y").Values);
    }
}
