using System.Numerics;
using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Bindings;

/// <summary>One lambda per row.</summary>
public class RowBindingCreateTests
{
    private static readonly Trip s_day = new(13, 2.5f, 1.25, "CMT", [1, 2], new byte[] { 3, 4 }, false);
    private static readonly Trip s_night = new(23, 7.5f, null, null, [5, 6], new byte[] { 7, 8 }, true);

    [Fact]
    public void Values_are_written_in_the_order_of_the_columns()
    {
        RowBinding<Trip> binding = RowBinding.Create(
            static (in Trip t, ref RowWriter w) =>
            {
                w.Write(t.Vendor);
                w.Write(t.Tip);
                w.Write(t.Flags.Span);
                w.Write(t.Hour);
            },
            "vendor", "tip", "flags", "hour");
        ScoringSignature signature = Signatures.Taking(
            new SignatureColumn("hour", ElementType.Int64, []),
            new SignatureColumn("flags", ElementType.Int16, [2]),
            new SignatureColumn("tip", ElementType.Float64, []),
            new SignatureColumn("vendor", ElementType.String, []));

        using RecordBatch batch = Bound.Write(binding, signature, s_day, s_night);

        Assert.Equal([13L, 23L], Values.Of(batch, "hour"));
        Assert.Equal([(short)3, (short)4, (short)7, (short)8], Values.Of(batch, "flags"));
        Assert.Equal([1.25, double.NaN], Values.Of(batch, "tip"));
        Assert.Equal(["CMT", null], Values.Of(batch, "vendor"));
    }

    [Fact]
    public void Values_fill_one_packed_input_by_position()
    {
        RowBinding<Trip> binding = RowBinding.Create(
            static (in Trip t, ref RowWriter w) =>
            {
                w.Write(t.Distance);
                w.Write(t.Hour);
                w.Write(1f, 2f);
                w.Write(t.IsNight);
                w.Write(t.Tip is null ? (float?)null : 9f);
            },
            new BindingColumn("all", null, [6]));

        using RecordBatch batch = Bound.Write(binding, Signatures.Taking(new SignatureColumn("features", ElementType.Float32, [6])), s_day, s_night);

        Assert.Equal([2.5f, 13f, 1f, 2f, 0f, 9f, 7.5f, 23f, 1f, 2f, 1f, float.NaN], Values.Of(batch));
    }

    [Fact]
    public void Text_is_written_from_characters_and_from_UTF8()
    {
        RowBinding<string> binding = RowBinding.Create(
            static (in string row, ref RowWriter w) =>
            {
                Span<char> chars = stackalloc char[row.Length - 1];
                row.AsSpan(1).CopyTo(chars);
                w.Write(chars);
                Span<byte> bytes = stackalloc byte[2];
                "ä"u8.CopyTo(bytes);
                w.WriteUtf8(bytes);
            },
            "chars", "bytes");

        using RecordBatch batch = Bound.Write(
            binding, Signatures.Taking(new SignatureColumn("chars", ElementType.String, []), new SignatureColumn("bytes", ElementType.String, [])), "x€", "y");

        Assert.Equal(["€", ""], Values.Of(batch, "chars"));
        Assert.Equal(["ä", "ä"], Values.Of(batch, "bytes"));
    }

    [Theory]
    [InlineData(0, ElementType.Float32)]
    [InlineData(1, ElementType.Float32)]
    [InlineData(2, ElementType.Float32)]
    [InlineData(0, ElementType.Float64)]
    [InlineData(1, ElementType.Float64)]
    [InlineData(2, ElementType.Float64)]
    public void Too_few_values_are_an_error_that_says_where_the_row_stopped(int values, ElementType type)
    {
        string message = Error(values, Signatures.Taking(new SignatureColumn("features", type, [3])));

        Assert.Contains("fewer values", message);
        Assert.Contains($"element {values} of column 'features'", message);
    }

    [Theory]
    [InlineData(4, ElementType.Float32)]
    [InlineData(5, ElementType.Float32)]
    [InlineData(7, ElementType.Float32)]
    [InlineData(4, ElementType.Float64)]
    [InlineData(7, ElementType.Float64)]
    public void Too_many_values_are_an_error_that_shows_the_row(int values, ElementType type)
    {
        string message = Error(values, Signatures.Taking(new SignatureColumn("features", type, [3])));

        Assert.Contains("more values", message);
        Assert.Contains($"'features' {type} [3]", message);
    }

    [Fact]
    public void Too_few_values_of_several_columns_are_an_error_that_names_the_column()
    {
        RowBinding<int> binding = RowBinding.Create(static (in int row, ref RowWriter w) => w.Write(row), "a", "b");

        string message = Error(binding, 1, Signatures.Taking(new SignatureColumn("a", ElementType.Int32, []), new SignatureColumn("b", ElementType.Int32, [])));

        Assert.Contains("element 0 of column 'b'", message);
    }

    [Fact]
    public void Values_given_together_belong_to_one_column()
    {
        RowBinding<int> binding = RowBinding.Create(static (in int row, ref RowWriter w) => w.Write([row, row]), "a", "b");

        string message = Error(binding, 1, Signatures.Taking(new SignatureColumn("a", ElementType.Int32, []), new SignatureColumn("b", ElementType.Int32, [])));

        Assert.Contains("2 values", message);
        Assert.Contains("'a' Int32 []", message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Several_values_are_written_as_if_one_by_one(int count)
    {
        SignatureColumn[] named = [.. Enumerable.Range(0, count).Select(static i => new SignatureColumn($"c{i}", ElementType.Int64, []))];
        string[] names = [.. named.Select(static column => column.Name)];
        int[] expected = [.. Enumerable.Range(10, count), .. Enumerable.Range(20, count)];
        RowBinding<int> ints = RowBinding.Create<int>((in int row, ref RowWriter w) => WriteSeveral(row, count, ref w), [.. names.Select(static name => (BindingColumn)name)]);
        RowBinding<float> floats = RowBinding.Create<float>((in float row, ref RowWriter w) => WriteSeveral(row, count, ref w), [.. names.Select(static name => (BindingColumn)name)]);

        using RecordBatch byName = Bound.Write(ints, Signatures.Taking([.. named]), 10, 20);
        using RecordBatch packedInts = Bound.Write(ints, Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [count])), 10, 20);
        using RecordBatch packedFloats = Bound.Write(floats, Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [count])), 10, 20);
        using RecordBatch packedDoubles = Bound.Write(floats, Signatures.Taking(new SignatureColumn("x", ElementType.Float64, [count])), 10, 20);

        Assert.Equal(expected.Select(static value => (long)value), names.SelectMany((name, i) => new[] { (i, 0), (i, 1) }).OrderBy(static at => at.Item2).Select(at => (long)Values.Of(byName, names[at.i])[at.Item2]!));
        Assert.Equal(expected.Select(static value => (float)value), packedInts.GetColumn<float>(0).Values.ToArray());
        Assert.Equal(expected.Select(static value => (float)value), packedFloats.GetColumn<float>(0).Values.ToArray());
        Assert.Equal(expected.Select(static value => (double)value), packedDoubles.GetColumn<double>(0).Values.ToArray());
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void Too_many_values_at_once_are_an_error_that_shows_the_row(ElementType type)
    {
        RowBinding<float> binding = RowBinding.Create(static (in float row, ref RowWriter w) => w.Write(row, row, row, row), new BindingColumn("x", null, [3]));

        Assert.Contains("more values", Error(binding, 1f, Signatures.Taking(new SignatureColumn("x", type, [3]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_for_a_number_is_an_error_that_names_both()
    {
        RowBinding<int> binding = RowBinding.Create(static (in int row, ref RowWriter w) => w.Write("text"), "a");

        string message = Error(binding, 1, Signatures.Taking(new SignatureColumn("a", ElementType.Int32, [])));

        Assert.Contains("'a' Int32 []", message);
        Assert.Contains("String", message);
    }

    [Fact]
    public void Number_for_a_text_is_an_error_that_names_both()
    {
        RowBinding<int> binding = RowBinding.Create(static (in int row, ref RowWriter w) => w.Write(row), "a");

        string message = Error(binding, 1, Signatures.Taking(new SignatureColumn("a", ElementType.String, [])));

        Assert.Contains("'a' String []", message);
        Assert.Contains("Int32", message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Value_that_would_narrow_is_an_error_that_says_the_remedy(bool together)
    {
        RowBinding<double> binding = together
            ? RowBinding.Create(static (in double row, ref RowWriter w) => w.Write([row]), "a")
            : RowBinding.Create(static (in double row, ref RowWriter w) => w.Write(row), "a");

        string message = Error(binding, 1, Signatures.Taking(new SignatureColumn("a", ElementType.Float32, [])));

        Assert.Contains("Float64 to Float32", message);
        Assert.Contains("AllowNarrowing", message);
    }

    [Fact]
    public void Row_that_wrote_too_much_does_not_touch_the_next_one()
    {
        RowBinding<int> binding = RowBinding.Create<int>(WriteOnes, new BindingColumn("features", ElementType.Float32, [3]));
        var encoder = new RowEncoder<int>(binding, Signatures.Taking(new SignatureColumn("features", ElementType.Float32, [3])));
        using var batch = RecordBatch.Rent(encoder.Schema, 2);
        batch.GetColumn<float>(0).Values.Fill(7);

        Assert.Throws<ScoringBindingException>(() => encoder.EncodeRow(5, batch, 1));
        Assert.Equal([7f, 7f, 7f], batch.GetColumn<float>(0).GetRow(0).ToArray());
    }

    [Fact]
    public void Create_without_a_column_throws() =>
        Assert.Equal("columns", Assert.Throws<ArgumentException>(static () => RowBinding.Create(static (in int row, ref RowWriter w) => w.Write(row))).ParamName);

    [Fact]
    public void Create_without_a_lambda_throws() => Assert.Throws<ArgumentNullException>(static () => RowBinding.Create<int>(null!, "a"));

    private static void WriteSeveral<T>(T first, int count, ref RowWriter w)
        where T : unmanaged, INumber<T>
    {
        Span<T> v = stackalloc T[count];
        for (int i = 0; i < count; i++) v[i] = first + T.CreateChecked(i);
        switch (count)
        {
            case 2: w.Write(v[0], v[1]); break;
            case 3: w.Write(v[0], v[1], v[2]); break;
            case 4: w.Write(v[0], v[1], v[2], v[3]); break;
            case 5: w.Write(v[0], v[1], v[2], v[3], v[4]); break;
            case 6: w.Write(v[0], v[1], v[2], v[3], v[4], v[5]); break;
            case 7: w.Write(v[0], v[1], v[2], v[3], v[4], v[5], v[6]); break;
            default: w.Write(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]); break;
        }
    }

    private static void WriteOnes(in int row, ref RowWriter writer)
    {
        for (int i = 0; i < row; i++) writer.Write(1f);
    }

    private static string Error(int values, ScoringSignature signature) =>
        Error(RowBinding.Create<int>(WriteOnes, new BindingColumn("features", ElementType.Float32, [3])), values, signature);

    /// <summary>What both ways of writing say about a row.</summary>
    private static string Error<TRow>(RowBinding<TRow> binding, TRow row, ScoringSignature signature)
    {
        var encoder = new RowEncoder<TRow>(binding, signature);
        using var batch = RecordBatch.Rent(encoder.Schema, 1);
        string message = Assert.Throws<ScoringBindingException>(() => encoder.EncodeRow(in row, batch, 0)).Message;
        Assert.Equal(message, Assert.Throws<ScoringBindingException>(() => encoder.Encode([row], batch)).Message);
        return message;
    }
}
