using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Tests.Records;

namespace Scoring.Tests.Bindings;

/// <summary>The built-in bindings of rows.</summary>
public class RowBindingDefaultTests
{
    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Number_feeds_a_scalar_input<T>(ElementCase<T> element)
        where T : unmanaged
    {
        T[] rows = element.Values(5);

        using RecordBatch batch = Bound.Write(RowBinding.Default<T>(), Signatures.Taking(new SignatureColumn("x", element.Type, [])), rows);

        Assert.Equal(new ColumnSchema("x", element.Type), Assert.Single(batch.Schema.Columns));
        Assert.Equal(Memory.Bytes(rows), Memory.Bytes(batch.GetColumn<T>("x").Values));
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Number_feeds_an_input_of_one_element<T>(ElementCase<T> element)
        where T : unmanaged
    {
        T[] rows = element.Values(5);

        using RecordBatch batch = Bound.Write(RowBinding.Default<T>(), Signatures.Taking(new SignatureColumn("x", element.Type, [1, 1])), rows);

        Assert.Equal(new ColumnSchema("x", element.Type, [1, 1]), Assert.Single(batch.Schema.Columns));
        Assert.Equal(Memory.Bytes(rows), Memory.Bytes(batch.GetColumn<T>("x").Values));
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Array_fills_an_input<T>(ElementCase<T> element)
        where T : unmanaged
    {
        T[][] rows = [.. element.Values(12).Chunk(3)];

        using RecordBatch batch = Bound.Write(RowBinding.Default<T[]>(), Signatures.Taking(new SignatureColumn("x", element.Type, [3])), rows);

        Assert.Equal(Memory.Bytes(element.Values(12)), Memory.Bytes(batch.GetColumn<T>("x").Values));
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Memory_fills_an_input<T>(ElementCase<T> element)
        where T : unmanaged
    {
        ReadOnlyMemory<T>[] rows = [.. element.Values(12).Chunk(3).Select(static row => (ReadOnlyMemory<T>)row)];

        using RecordBatch batch = Bound.Write(RowBinding.Default<ReadOnlyMemory<T>>(), Signatures.Taking(new SignatureColumn("x", element.Type, [3])), rows);

        Assert.Equal(Memory.Bytes(element.Values(12)), Memory.Bytes(batch.GetColumn<T>("x").Values));
    }

    [Fact]
    public void String_feeds_a_string_input_and_null_is_missing()
    {
        using RecordBatch batch = Bound.Write(RowBinding.Default<string?>(), Signatures.Taking(new SignatureColumn("vendor", ElementType.String, [])), "CMT", null, "", "ä€😀");

        Assert.Equal(["CMT", null, "", "ä€😀"], Values.Of(batch));
    }

    [Fact]
    public void String_array_fills_a_string_input()
    {
        using RecordBatch batch = Bound.Write(RowBinding.Default<string?[]>(), Signatures.Taking(new SignatureColumn("words", ElementType.String, [2])), ["a", null], ["", "b"]);

        Assert.Equal(["a", null, "", "b"], Values.Of(batch));
    }

    [Fact]
    public void Flat_array_fills_an_input_of_higher_rank()
    {
        float[] image = [.. Enumerable.Range(0, 784).Select(static i => i / 784f)];

        using RecordBatch batch = Bound.Write(RowBinding.Default<float[]>(), Signatures.Taking(new SignatureColumn("image", ElementType.Float32, [1, 28, 28])), image, image);

        Assert.Equal(RowShape.Create(1, 28, 28), batch.Schema.Columns[0].Shape);
        Assert.Equal([.. image, .. image], batch.GetColumn<float>(0).Values.ToArray());
    }

    [Fact]
    public void Number_feeds_an_input_of_unknown_length()
    {
        using RecordBatch batch = Bound.Write(RowBinding.Default<float>(), Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [RowShape.Any])), 1, 2);

        Assert.Equal([1f, 2f], Values.Of(batch));
    }

    [Fact]
    public void Array_for_an_input_of_unknown_length_is_an_error_that_says_the_remedy()
    {
        string message = Bound.Mismatch(RowBinding.Default<float[]>(), Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [RowShape.Any])));

        Assert.Contains("'x' Float32 [?]", message);
        Assert.Contains("'' Float32 [?]", message);
        Assert.Contains("RowBinding.Array<T>(length)", message);
    }

    [Fact]
    public void Array_of_a_given_length_fills_an_input_of_unknown_length()
    {
        using RecordBatch batch = Bound.Write(RowBinding.Array<float>(2), Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [RowShape.Any])), [1, 2], [3, 4]);

        Assert.Equal(RowShape.Create(2), batch.Schema.Columns[0].Shape);
        Assert.Equal([1f, 2f, 3f, 4f], Values.Of(batch));
    }

    [Fact]
    public void Array_of_a_given_length_fills_an_input_of_which_not_even_the_rank_is_known()
    {
        using RecordBatch batch = Bound.Write(RowBinding.Array<int>(2), Signatures.Taking(new SignatureColumn("x", ElementType.Int32, null)), [1, 2]);

        Assert.Equal(RowShape.Create(2), batch.Schema.Columns[0].Shape);
    }

    [Fact]
    public void Array_of_another_length_than_the_input_is_an_error_that_names_both()
    {
        string message = Bound.Mismatch(RowBinding.Array<float>(4), Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [5])));

        Assert.Contains(Signatures.Model, message);
        Assert.Contains("'x' Float32 [5]", message);
        Assert.Contains("'' Float32 [4]", message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Array_of_no_length_is_an_error(int length) =>
        Assert.Equal("length", Assert.Throws<ArgumentOutOfRangeException>(() => RowBinding.Array<float>(length)).ParamName);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void Row_of_another_length_is_that_rows_error_and_shows_the_column(int length)
    {
        var encoder = new RowEncoder<float[]>(RowBinding.Default<float[]>(), Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [3])));
        using var batch = RecordBatch.Rent(encoder.Schema, 3);

        var error = Assert.Throws<ScoringBindingException>(() => encoder.EncodeRow(new float[length], batch, 1));

        Assert.Contains("'x'", error.Message);
    }

    [Fact]
    public void Row_that_is_null_is_that_rows_error()
    {
        ScoringSignature signature = Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [3]));
        var encoder = new RowEncoder<float[]>(RowBinding.Default<float[]>(), signature);
        using var batch = RecordBatch.Rent(encoder.Schema, 1);

        Assert.Throws<ArgumentNullException>(() => encoder.EncodeRow(null!, batch, 0));
    }

    [Fact]
    public void Null_string_array_is_that_rows_error()
    {
        var encoder = new RowEncoder<string?[]>(RowBinding.Default<string?[]>(), Signatures.Taking(new SignatureColumn("x", ElementType.String, [3])));
        using var batch = RecordBatch.Rent(encoder.Schema, 1);

        Assert.Throws<ArgumentNullException>(() => encoder.EncodeRow(null!, batch, 0));
    }

    [Fact]
    public void Other_types_are_an_error_that_names_the_type_and_the_remedy()
    {
        string[] messages =
        [
            Assert.Throws<ArgumentException>(static () => RowBinding.Default<decimal>()).Message,
            Assert.Throws<ArgumentException>(static () => RowBinding.Default<char>()).Message,
            Assert.Throws<ArgumentException>(static () => RowBinding.Default<int?>()).Message,
            Assert.Throws<ArgumentException>(static () => RowBinding.Default<ReadOnlyMemory<string>>()).Message,
            Assert.Throws<ArgumentException>(static () => RowBinding.Default<Memory<float>>()).Message,
            Assert.Throws<ArgumentException>(static () => RowBinding.Default<float[][]>()).Message,
            Assert.Throws<ArgumentException>(static () => RowBinding.Default<(float, float)>()).Message,
            Assert.Throws<ArgumentException>(static () => RowBinding.Default<DayOfWeek>()).Message,
        ];

        Assert.Contains(typeof(decimal).ToString(), messages[0]);
        Assert.All(messages, static message => Assert.Contains("RowBinding.For<", message));
    }

    [Fact]
    public void Enumerations_over_element_types_are_no_numbers_to_the_fluent_binding_either() =>
        Assert.Throws<ArgumentException>(static () => RowBinding.For<DayOfWeek>().Column("day", static (in DayOfWeek day) => day));
}
