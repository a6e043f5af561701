using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Bindings;

/// <summary>How the columns of a binding find the inputs of a model.</summary>
public class InputMatchingTests
{
    private static readonly SignatureColumn s_a = new("a", ElementType.Float32, []);
    private static readonly SignatureColumn s_b = new("b", ElementType.Int64, []);
    private static readonly SignatureColumn s_optional = new("weight", ElementType.Float32, [], IsOptional: true);
    private static readonly SignatureColumn s_packed = new("features", ElementType.Float32, [4]);

    [Fact]
    public void Named_inputs_are_found_in_any_order()
    {
        ScoringSignature signature = Signatures.Taking(s_a, s_b);

        Assert.Equal("('b' Int64 [], 'a' Float32 [])", Schema(signature, "b", "a"));
        Assert.Equal("('a' Float32 [], 'b' Int64 [])", Schema(signature, "a", "b"));
    }

    [Fact]
    public void Schema_has_the_models_types_and_shapes() => Assert.Equal(
        "('a' Float64 [1], 'b' Int64 [2, 3])",
        Schema(
            Signatures.Taking(new SignatureColumn("a", ElementType.Float64, [1]), new SignatureColumn("b", ElementType.Int64, [2, 3])),
            new BindingColumn("a", ElementType.Int32, []),
            new BindingColumn("b", ElementType.Int32, [6])));

    [Fact]
    public void Columns_of_any_names_fill_one_packed_input_by_position() => Assert.Equal(
        "('features' Float32 [4])",
        Schema(Signatures.Taking(s_packed), new BindingColumn("x", ElementType.Float32, []), new BindingColumn("y", ElementType.Int16, [2]), "features"));

    [Fact]
    public void Column_of_any_name_feeds_a_single_input() => Assert.Equal("('a' Float32 [])", Schema(Signatures.Taking(s_a), new BindingColumn("anything", ElementType.Float32, [])));

    [Fact]
    public void Columns_fill_a_packed_input_of_unknown_length_as_many_as_they_are() => Assert.Equal(
        "('features' Float32 [3])", Schema(Signatures.Taking(new SignatureColumn("features", ElementType.Float32, [RowShape.Any])), "x", "y", "z"));

    [Fact]
    public void Columns_fill_a_packed_input_of_unknown_rank_as_many_as_they_are() =>
        Assert.Equal("('features' Float32 [3])", Schema(Signatures.Taking(new SignatureColumn("features", ElementType.Float32, null)), "x", "y", "z"));

    [Fact]
    public void Columns_fill_a_packed_input_of_higher_rank() =>
        Assert.Equal("('features' Float32 [2, 2])", Schema(Signatures.Taking(new SignatureColumn("features", ElementType.Float32, [2, 2])), "w", "x", "y", "z"));

    [Fact]
    public void Columns_do_not_fill_an_input_of_higher_rank_and_unknown_size()
    {
        string message = Mismatch(Signatures.Taking(new SignatureColumn("image", ElementType.Float32, [RowShape.Any, RowShape.Any])), "w", "x", "y", "z");

        Assert.Contains("'image' Float32 [?, ?]", message);
        Assert.Contains("4 are given", message);
    }

    [Fact]
    public void Scalar_feeds_one_element_and_one_element_feeds_a_scalar()
    {
        Assert.Equal("('a' Float32 [])", Schema(Signatures.Taking(s_a), new BindingColumn("a", ElementType.Float32, [1])));
        Assert.Equal("('a' Float32 [1])", Schema(Signatures.Taking(s_a with { Shape = [1] }), new BindingColumn("a", ElementType.Float32, [])));
        Assert.Equal("('a' Float32 [])", Schema(Signatures.Taking(s_a with { Shape = [RowShape.Any] }), new BindingColumn("a", ElementType.Float32, [])));
    }

    [Fact]
    public void Flat_column_feeds_a_shape_of_the_same_number_of_elements() => Assert.Equal(
        "('image' UInt8 [1, 28, 28])",
        Schema(Signatures.Taking(new SignatureColumn("image", ElementType.UInt8, [1, 28, 28])), new BindingColumn("image", ElementType.UInt8, [784])));

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 3, 2 })]
    [InlineData(new[] { 2, 3 }, new[] { 6 })]
    [InlineData(new[] { 5 }, new[] { 6 })]
    [InlineData(new int[0], new[] { 2 })]
    [InlineData(new[] { 2 }, new int[0])]
    [InlineData(new[] { 4 }, new[] { RowShape.Any, 4 })]
    [InlineData(new[] { 4, 5 }, new[] { RowShape.Any, 4 })]
    [InlineData(new[] { 4 }, new[] { RowShape.Any, RowShape.Any })]
    public void Other_shape_is_an_error_that_names_both(int[] given, int[] declared)
    {
        var column = new BindingColumn("a", ElementType.Float32, RowShape.Create(given));
        SignatureColumn input = s_a with { Shape = RowShape.Create(declared) };

        Assert.All([Mismatch(Signatures.Taking(input), column), Mismatch(Signatures.Taking(input, s_b), column, "b")], message =>
        {
            Assert.Contains(Signatures.Model, message);
            Assert.Contains(column.ToString(), message);
            Assert.Contains(input.ToString(), message);
        });
    }

    [Fact]
    public void Unknown_length_on_both_sides_is_an_error_that_names_both_and_the_remedy()
    {
        var column = new BindingColumn("a", ElementType.Float32, [RowShape.Any]);
        SignatureColumn open = s_a with { Shape = [RowShape.Any] };
        SignatureColumn unranked = s_a with { Shape = null };

        Assert.All([Mismatch(Signatures.Taking(open), column), Mismatch(Signatures.Taking(open, s_b), "b", column), Mismatch(Signatures.Taking(unranked), column)], message =>
        {
            Assert.Contains(column.ToString(), message);
            Assert.Contains("'a' Float32 [", message);
            Assert.Contains("RowBinding.Array<T>(length)", message);
        });
        Assert.Contains("'a' Float32 [...]", Mismatch(Signatures.Taking(unranked), column));
        Assert.Contains("any shape", Mismatch(Signatures.Taking(open), "a"));
    }

    [Fact]
    public void Unknown_length_among_packed_columns_is_an_error_that_names_it() =>
        Assert.Contains("'y' Float32 [?]", Mismatch(Signatures.Taking(s_packed), "x", new BindingColumn("y", ElementType.Float32, [RowShape.Any])));

    [Fact]
    public void Optional_inputs_may_be_left_out()
    {
        ScoringSignature signature = Signatures.Taking(s_a, s_optional);

        Assert.Equal("('a' Float32 [])", Schema(signature, "a"));
        Assert.Equal("('weight' Float32 [], 'a' Float32 [])", Schema(signature, "weight", "a"));
        Assert.Equal("('a' Float32 [])", Schema(signature, "anything"));
    }

    [Fact]
    public void Packed_input_beside_optional_ones_is_filled_by_position() =>
        Assert.Equal("('features' Float32 [4])", Schema(Signatures.Taking(s_optional, s_packed), "w", "x", "y", "z"));

    [Fact]
    public void Only_input_may_be_optional()
    {
        Assert.Equal("('weight' Float32 [])", Schema(Signatures.Taking(s_optional), "weight"));
        Assert.Equal("('weight' Float32 [])", Schema(Signatures.Taking(s_optional), "anything"));
    }

    [Fact]
    public void Missing_and_unknown_names_are_listed_with_both_sides()
    {
        string message = Mismatch(Signatures.Taking(s_a, s_b, s_optional), new BindingColumn("b", ElementType.Int64, []), new BindingColumn("c", ElementType.Float64, []));

        Assert.Equal(
            "The rows do not fit model fares. Missing inputs: 'a'. Unknown to the model: 'c'. " +
            "Expected ('a' Float32 [], 'b' Int64 [], 'weight' Float32 [] (optional)), given ('b' Int64 [], 'c' Float64 []).",
            message);
    }

    [Fact]
    public void Missing_name_alone_is_an_error()
    {
        string message = Mismatch(Signatures.Taking(s_a, s_b), "a");

        Assert.Contains("Missing inputs: 'b'", message);
        Assert.DoesNotContain("Unknown", message);
    }

    [Fact]
    public void Names_are_compared_ordinally() => Assert.Contains("Unknown to the model: 'A'", Mismatch(Signatures.Taking(s_a, s_b), "A", "b"));

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Other_number_of_packed_values_is_an_error_that_lists_them(int count)
    {
        BindingColumn[] columns = [.. Enumerable.Range(0, count).Select(static i => new BindingColumn($"f{i}", ElementType.Float32, []))];

        string message = Mismatch(Signatures.Taking(s_packed), [.. columns]);

        Assert.Contains("'features' Float32 [4] takes 4 values", message);
        Assert.Contains($"{count} are given", message);
        Assert.All(columns, column => Assert.Contains(column.ToString(), message));
    }

    [Fact]
    public void Type_that_does_not_convert_is_an_error_that_names_both()
    {
        var text = new BindingColumn("b", ElementType.String, []);

        Assert.All([Mismatch(Signatures.Taking(s_a, s_b), "a", text), Mismatch(Signatures.Taking(s_packed), "w", "x", "y", text)], message =>
        {
            Assert.Contains(Signatures.Model, message);
            Assert.Contains("'b' String []", message);
            Assert.DoesNotContain("AllowNarrowing", message);
        });
        Assert.Contains("'b' Int64 []", Mismatch(Signatures.Taking(s_a, s_b), "a", text));
    }

    [Fact]
    public void Type_that_would_narrow_is_an_error_that_says_the_remedy()
    {
        string message = Mismatch(Signatures.Taking(s_a), new BindingColumn("a", ElementType.Float64, []));

        Assert.Contains("'a' Float32 []", message);
        Assert.Contains("'a' Float64 []", message);
        Assert.Contains("Float64 to Float32", message);
        Assert.Contains("AllowNarrowing", message);
    }

    [Fact]
    public void Column_given_twice_is_an_error_that_names_it()
    {
        RowBinding<int> binding = RowBinding.Create<int>(static (in int row, ref RowWriter w) => w.Write(row), "a", "a");

        Assert.Contains("'a'", Assert.ThrowsAny<Exception>(() => Bound.Schema(binding, Signatures.Taking(s_a, s_optional))).Message);
    }

    private static string Schema(ScoringSignature signature, params ImmutableArray<BindingColumn> columns) => Bound.Schema(Binding(columns), signature).ToString();

    private static string Mismatch(ScoringSignature signature, params ImmutableArray<BindingColumn> columns) => Bound.Mismatch(Binding(columns), signature);

    private static RowBinding<int> Binding(ImmutableArray<BindingColumn> columns) => RowBinding.Create<int>(static (in int row, ref RowWriter w) => w.Write(row), columns.AsSpan());
}
