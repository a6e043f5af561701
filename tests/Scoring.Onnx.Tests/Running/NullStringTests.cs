using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>ONNX has no null string: a row with one is refused by its number, or sent as the options say.</summary>
public sealed class NullStringTests
{
    private static readonly string?[] s_cities = ["paris", "oslo", null, "tokyo", "rome"];

    [Fact]
    public async Task Null_is_refused_with_row_and_column_and_the_option()
    {
        await using OnnxScoringClient client = TestModels.Load("strings");
        using RecordBatch rows = Rows();
        await AssertRefusedAsync(client, rows, 2, "'city' String []");
        using RecordBatch good = rows.Slice(0, 2);
        using RecordBatch response = await client.ScoreAsync(good);
        Assert.Equal([0.1f, 0.2f], response.GetColumn<float>("score").Values);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task Row_is_counted_in_the_batch_that_was_given(int start, int row)
    {
        await using OnnxScoringClient client = TestModels.Load("strings");
        using RecordBatch rows = Rows();
        await AssertRefusedAsync(client, rows.Slice(start, 3), row, "'city' String []");
    }

    [Theory]
    [InlineData("string[1,1]")]
    [InlineData("string[2,1]")]
    [InlineData("string[4,1]")]
    [InlineData("string[N,1]")]
    public async Task Row_is_counted_in_the_batch_that_was_cut_or_padded(string type)
    {
        await using OnnxScoringClient client = ModelWriter.Of("Identity", type, type).Load();
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("X", s_cities));
        await AssertRefusedAsync(client, rows, 2, "'X' String []");
    }

    [Fact]
    public async Task Row_is_counted_where_it_has_several_strings()
    {
        await using OnnxScoringClient client = ModelWriter.Of("Identity", "string[N,2]", "string[N,2]").Load();
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("X", ["a", "b", "c", "d", "e", null], [2]));
        await AssertRefusedAsync(client, rows, 2, "'X' String [2]");
    }

    [Theory]
    [InlineData("oslo", 0.2f)]
    [InlineData("", 0.9f)]
    [InlineData("nowhere", 0.9f)]
    public async Task Null_is_sent_as_the_option_says(string nullString, float score)
    {
        await using OnnxScoringClient client = TestModels.Load("strings", new OnnxScoringOptions { NullString = nullString });
        using RecordBatch rows = Rows();
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([0.1f, 0.2f, score, 0.3f, 0.9f], response.GetColumn<float>("score").Values);
    }

    [Fact]
    public async Task Null_of_any_letters_is_sent_whole()
    {
        await using OnnxScoringClient client = ModelWriter.Of("Identity", "string[N]", "string[N]").Load(new OnnxScoringOptions { NullString = "größe ✓" });
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("X", s_cities));
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal("größe ✓", response.GetStrings("Y").GetString(2));
        Assert.False(response.GetStrings("Y").IsNull(2));
    }

    private static RecordBatch Rows() => RecordBatch.FromColumns(ColumnValues.Of("city", s_cities), ColumnValues.Of("amount", [1f, 1f, 1f, 1f, 1f]));

    private static async Task AssertRefusedAsync(OnnxScoringClient client, RecordBatch rows, int row, string column)
    {
        var error = await Assert.ThrowsAsync<ScoringRefusedException>(async () => await client.ScoreAsync(rows));
        Assert.StartsWith($"Row {row} of column {column} is null", error.Message, StringComparison.Ordinal);
        Assert.Contains("OnnxScoringOptions.NullString", error.Message, StringComparison.Ordinal);
    }
}
