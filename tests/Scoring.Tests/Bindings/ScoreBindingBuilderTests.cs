using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Bindings;

/// <summary>One lambda per output.</summary>
public class ScoreBindingBuilderTests
{
    private static readonly ScoringSignature s_signature = Signatures.Giving(
        new SignatureColumn("fare", ElementType.Float32, [1]),
        new SignatureColumn("label", ElementType.Int64, []),
        new SignatureColumn("quantiles", ElementType.Float32, [2]),
        new SignatureColumn("reason", ElementType.String, []));

    [Fact]
    public void Outputs_of_every_kind_are_read_into_a_class()
    {
        ScoreBinding<Estimate> binding = ScoreBinding.For(static () => new Estimate())
            .Output("reason", static (ref Estimate e, string? v) => e.Reason = v)
            .Output("quantiles", static (ref Estimate e, float[] v) => e.Quantiles = v)
            .Output("fare", static (ref Estimate e, float v) => e.Fare = v)
            .Output("label", static (ref Estimate e, long v) => e.Label = v)
            .Build();
        using RecordBatch response = Response();

        Estimate[] scores = Read(binding, response);

        Assert.Equal([12.5f, 40f], scores.Select(static e => e.Fare));
        Assert.Equal([7L, 8L], scores.Select(static e => e.Label));
        Assert.Equal([[1f, 2f], [3f, 4f]], scores.Select(static e => e.Quantiles));
        Assert.Equal(["short", null], scores.Select(static e => e.Reason));
    }

    [Fact]
    public void Outputs_are_read_into_a_struct()
    {
        ScoreBinding<Verdict> binding = ScoreBinding.For<Verdict>()
            .Output("fare", static (ref Verdict v, double value) => v.Probability = value)
            .Output("label", static (ref Verdict v, long value) => v.IsFraud = value == 8)
            .Build();
        using RecordBatch response = Response();

        Verdict[] scores = Bound.Read(binding, s_signature, response);

        Assert.Equal([12.5, 40.0], scores.Select(static v => v.Probability));
        Assert.Equal([false, true], scores.Select(static v => v.IsFraud));
    }

    [Fact]
    public void Only_output_needs_no_name()
    {
        ScoreBinding<Verdict> binding = ScoreBinding.For<Verdict>().Output("", static (ref Verdict v, double value) => v.Probability = value).Build();
        using RecordBatch response = RecordBatch.FromValues<float>([0.5f], [], "anything");

        Assert.Equal(0.5, Bound.Read(binding, Signatures.Giving(new SignatureColumn("anything", ElementType.Float32, [])), response)[0].Probability);
    }

    [Fact]
    public void Narrowing_is_asked_for_by_the_whole_binding()
    {
        ScoreBinding<float> binding = ScoreBinding.For<float>().Output("y", static (ref float score, float value) => score = value).AllowNarrowing().Build();
        using RecordBatch response = RecordBatch.FromValues<double>([0.1, 1e300], [], "y");

        Assert.Equal([0.1f, float.PositiveInfinity], Bound.Read(binding, Signatures.Giving(new SignatureColumn("y", ElementType.Float64, [])), response));
    }

    [Fact]
    public void Build_without_an_output_throws() => Assert.Throws<InvalidOperationException>(static () => ScoreBinding.For<Verdict>().Build());

    [Fact]
    public void Output_of_another_type_throws() =>
        Assert.Throws<ArgumentException>(static () => ScoreBinding.For<Verdict>().Output("y", static (ref Verdict v, decimal value) => v.Probability = (double)value));

    private static Estimate[] Read(ScoreBinding<Estimate> binding, RecordBatch response)
    {
        var scores = new Estimate[response.RowCount];
        var decoder = new ScoreDecoder<Estimate>(binding, s_signature);
        Assert.Equal(scores.Length, decoder.Decode(response, scores));
        return scores;
    }

    private static RecordBatch Response() => RecordBatch.FromColumns(
        ColumnValues.Of("fare", [12.5f, 40f], [1]),
        ColumnValues.Of("label", [7L, 8L]),
        ColumnValues.Of("quantiles", [1f, 2f, 3f, 4f], [2]),
        ColumnValues.Of("reason", ["short", null]));
}
