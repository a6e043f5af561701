using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>A generated binding reads what one written by hand does.</summary>
public sealed class GeneratedScoreTests
{
    private const int Rows = 7;

    private static readonly int s_seed = (int)Properties.Seed;

    [Fact]
    public void Values_are_read_as_by_hand()
    {
        var random = new RandomRows(s_seed);
        using RecordBatch response = RecordBatch.FromColumns(
            ColumnValues.Of("day", Values(() => random.Day().DayNumber - new DateOnly(1970, 1, 1).DayNumber)),
            ColumnValues.Of("label", Values(() => (long)random.Payment())),
            ColumnValues.Of("margin", Values(() => (double)random.Single())),
            ColumnValues.Of("price", Values(random.Single)),
            ColumnValues.Of("at", Values(() => random.Time().ToUnixTimeMilliseconds())));

        Verdict[] expected = Read(Verdict.ByHand, response), given = Read(ScoreBinding.Default<Verdict>(), response);
        Assert.True(expected.SequenceEqual(given), $"seed {s_seed}\n{string.Join("\n", expected)}\n{string.Join("\n", given)}");
        var decoder = new ScoreDecoder<Verdict>(ScoreBinding.Default<Verdict>(), Signature(response));
        Assert.Equal(expected, Enumerable.Range(0, Rows).Select(row => decoder.DecodeRow(response, row)));
    }

    [Fact]
    public void Text_and_arrays_are_read()
    {
        using RecordBatch response = TextResponse("CREDIT card", "why");
        TextVerdict score = Read(ScoreBinding.Default<TextVerdict>(), response)[1];
        Assert.Equal(("fine", "why", Payment.Card), (score.Comment, score.Reason, score.Payment));
        Assert.Equal(new DateTime(2016, 1, 31, 6, 45, 0, DateTimeKind.Utc), score.At);
        Assert.Equal(DateTimeKind.Utc, score.At.Kind);
        Assert.Equal(new DateOnly(2016, 1, 31), score.Day);
        Assert.Equal([1, 2], score.Flat);
        Assert.Equal([5], score.Codes.ToArray());
        Assert.Equal("a", Assert.Single(score.Tags));
        Assert.Equal(0.1f, score.Narrow);
    }

    [Fact]
    public void Text_that_is_no_name_of_the_enum_fails_its_row()
    {
        using RecordBatch response = TextResponse("Barter", null);
        ScoringResponseException error = Assert.Throws<ScoringResponseException>(() => Read(ScoreBinding.Default<TextVerdict>(), response));
        Assert.Equal("The score says 'Barter', which is no name of Scoring.SourceGeneration.Tests.Bindings.Payment.", error.Message);
    }

    [Fact]
    public void Outputs_of_a_generated_binding_cannot_be_chosen() =>
        Assert.Contains("[Column]", Assert.Throws<ArgumentException>(() => ScoreBinding.Default<Verdict>("label")).Message, StringComparison.Ordinal);

    private static RecordBatch TextResponse(string payment, string? reason) => RecordBatch.FromColumns(
        ColumnValues.Of("Comment", new[] { "good", "fine" }),
        ColumnValues.Of("Reason", new[] { null, reason }),
        ColumnValues.Of("Payment", new[] { "Cash", payment }),
        ColumnValues.Of("At", new[] { "2016-01-31T06:45:00.0000000Z", "2016-01-31T07:45:00+01:00" }),
        ColumnValues.Of("Day", new[] { "1999-12-31", "2016-01-31" }),
        ColumnValues.Of<float>("Flat", new float[] { 0, 0, 1, 2 }, [2]),
        ColumnValues.Of<int>("Codes", new[] { 4, 5 }, [1]),
        ColumnValues.Of("Tags", new[] { "b", "a" }),
        ColumnValues.Of("Narrow", new[] { 0.2, 0.1 }));

    private static T[] Values<T>(Func<T> make) => [.. Enumerable.Range(0, Rows).Select(_ => make())];

    private static TScore[] Read<TScore>(ScoreBinding<TScore> binding, RecordBatch response)
    {
        var scores = new TScore[response.RowCount];
        var decoder = new ScoreDecoder<TScore>(binding, Signature(response));
        Assert.Equal(scores.Length, decoder.Decode(response, scores));
        return scores;
    }

    private static ScoringSignature Signature(RecordBatch response) => new()
    {
        ModelName = "model",
        Inputs = [new SignatureColumn("X", ElementType.Float32, RowShape.Scalar)],
        Outputs = [.. response.Schema.Columns.Select(static c => new SignatureColumn(c.Name, c.Type, c.Shape))],
    };
}
