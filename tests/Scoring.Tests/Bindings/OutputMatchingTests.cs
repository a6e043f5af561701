using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Bindings;

/// <summary>How the columns of a binding find the outputs of a model.</summary>
public class OutputMatchingTests
{
    private static readonly SignatureColumn s_label = new("label", ElementType.Int64, []);
    private static readonly SignatureColumn s_probability = new("probability", ElementType.Float32, [2]);

    [Fact]
    public void Only_output_needs_no_name() => Assert.Equal(4f, Read<float>(ScoreBinding.Default<float>(), Signatures.Giving(new SignatureColumn("anything", ElementType.Float32, []))));

    [Fact]
    public void Several_outputs_without_a_choice_are_an_error_that_lists_them()
    {
        string message = Bound.Mismatch(ScoreBinding.Default<float>(), Signatures.Giving(s_label, s_probability));

        Assert.Equal(
            "fares gives ('label' Int64 [], 'probability' Float32 [2]); Single reads ('' Float32 []). Choose outputs by name, as in ScoreBinding.Default<T>(\"name\").", message);
    }

    [Fact]
    public void Unknown_output_is_an_error_that_lists_those_there_are()
    {
        string message = Bound.Mismatch(ScoreBinding.Default<float>("score"), Signatures.Giving(s_label, s_probability));

        Assert.Contains("'score' Float32 []", message);
        Assert.Contains("'label' Int64 []", message);
        Assert.Contains("'probability' Float32 [2]", message);
    }

    [Fact]
    public void Unknown_output_of_a_model_with_one_is_an_error() =>
        Assert.Contains("'label' Int64 []", Bound.Mismatch(ScoreBinding.Default<long>("Label"), Signatures.Giving(s_label)));

    [Fact]
    public void Output_of_another_shape_is_an_error_that_names_both()
    {
        string message = Bound.Mismatch(ScoreBinding.Default<float>("probability"), Signatures.Giving(s_label, s_probability));

        Assert.Contains("'probability' Float32 [2]", message);
        Assert.Contains("'probability' Float32 []", message);
    }

    [Fact]
    public void Output_of_another_shape_of_as_many_elements_is_read() =>
        Assert.Equal(4f, Read(ScoreBinding.Default<float>(), Signatures.Giving(new SignatureColumn("y", ElementType.Float32, [1, 1]))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Output_of_unknown_shape_is_seen_at_the_first_response(bool isRankKnown)
    {
        ScoringSignature signature = Signatures.Giving(new SignatureColumn("y", ElementType.Float32, isRankKnown ? [RowShape.Any] : null));
        var decoder = new ScoreDecoder<float>(ScoreBinding.Default<float>(), signature);
        using RecordBatch one = RecordBatch.FromValues<float>([4], [1], "y");
        using RecordBatch two = RecordBatch.FromValues<float>([4, 5], [2], "y");

        Assert.Equal(4f, decoder.DecodeRow(one, 0));
        Assert.Contains("'y'", Assert.Throws<ScoringBindingException>(() => decoder.DecodeRow(two, 0)).Message);
    }

    [Fact]
    public void Type_that_does_not_convert_is_an_error_that_names_both()
    {
        string message = Bound.Mismatch(ScoreBinding.Default<string?>("label"), Signatures.Giving(s_label, s_probability));

        Assert.Contains("'label' Int64 []", message);
        Assert.Contains("String", message);
        Assert.DoesNotContain("AllowNarrowing", message);
    }

    [Fact]
    public void Type_that_would_narrow_is_an_error_that_says_the_remedy()
    {
        string message = Bound.Mismatch(ScoreBinding.Default<int>("label"), Signatures.Giving(s_label, s_probability));

        Assert.Contains("'label' Int64 []", message);
        Assert.Contains("Int64 to Int32", message);
        Assert.Contains("AllowNarrowing", message);
    }

    [Fact]
    public void Response_without_the_output_is_an_error_that_shows_what_it_has()
    {
        var decoder = new ScoreDecoder<float>(ScoreBinding.Default<float>("score"), Signatures.Giving(Signatures.OneScore));
        using RecordBatch response = RecordBatch.FromValues<float>([4], [], "scores");

        string message = Assert.Throws<ScoringResponseException>(() => decoder.Check(response, 1)).Message;

        Assert.Contains(Signatures.Model, message);
        Assert.Contains("'scores' Float32 []", message);
        Assert.Contains("'score'", message);
    }

    [Fact]
    public void Response_of_another_number_of_rows_is_an_error_that_names_both()
    {
        var decoder = new ScoreDecoder<float>(ScoreBinding.Default<float>(), Signatures.Giving(Signatures.OneScore));
        using RecordBatch response = RecordBatch.FromValues<float>([4], [], "score");

        var error = Assert.Throws<ScoringResponseException>(() => decoder.Check(response, 2));

        Assert.Equal("fares answered 1 rows to a request of 2.", error.Message);
        Assert.Equal(2, error.Rows);
    }

    [Fact]
    public void Response_of_another_type_than_the_signature_is_converted_or_an_error()
    {
        var decoder = new ScoreDecoder<float>(ScoreBinding.Default<float>(), Signatures.Giving(Signatures.OneScore));
        using RecordBatch narrower = RecordBatch.FromValues<short>([4], [], "score");
        using RecordBatch wider = RecordBatch.FromValues<double>([4], [], "score");

        Assert.Equal(4f, decoder.DecodeRow(narrower, 0));
        Assert.Contains("Float64 to Float32", Assert.Throws<ScoringBindingException>(() => decoder.DecodeRow(wider, 0)).Message);
    }

    private static TScore Read<TScore>(ScoreBinding<TScore> binding, ScoringSignature signature)
    {
        SignatureColumn output = signature.Outputs[0];
        using RecordBatch response = RecordBatch.FromValues<float>([4], output.Shape!.Value, output.Name);
        return Assert.Single(Bound.Read(binding, signature, response));
    }
}
