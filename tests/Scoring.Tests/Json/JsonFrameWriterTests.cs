using System.Buffers;
using System.Text;
using Scoring.Json;
using Scoring.Records;
using Scoring.Tests.Json.Writing;

namespace Scoring.Tests.Json;

public sealed class JsonFrameWriterTests
{
    private static readonly RecordSchema s_frame = new(
        new ColumnSchema("a", ElementType.Int32),
        new ColumnSchema("b \"x\"", ElementType.Float64),
        new ColumnSchema("c", ElementType.String),
        new ColumnSchema("d", ElementType.Boolean),
        new ColumnSchema("e", ElementType.Float32, [2]));

    [Theory]
    [InlineData(JsonFrameLayout.Values, """[[1,0.5,"x\ny",true,[1,2]],[-2,1e300,null,false,[0.1,-0.0]]]""")]
    [InlineData(JsonFrameLayout.Records, """[{"a":1,"b \"x\"":0.5,"c":"x\ny","d":true,"e":[1,2]},{"a":-2,"b \"x\"":1e300,"c":null,"d":false,"e":[0.1,-0.0]}]""")]
    [InlineData(JsonFrameLayout.Split, """{"columns":["a","b \"x\"","c","d","e"],"data":[[1,0.5,"x\ny",true,[1,2]],[-2,1e300,null,false,[0.1,-0.0]]]}""")]
    [InlineData(JsonFrameLayout.Lists, """{"a":[1,-2],"b \"x\"":[0.5,1e300],"c":["x\ny",null],"d":[true,false],"e":[[1,2],[0.1,-0.0]]}""")]
    [InlineData(JsonFrameLayout.Columns, """{"a":{"0":1,"1":-2},"b \"x\"":{"0":0.5,"1":1e300},"c":{"0":"x\ny","1":null},"d":{"0":true,"1":false},"e":{"0":[1,2],"1":[0.1,-0.0]}}""")]
    [InlineData(JsonFrameLayout.Index, """{"0":{"a":1,"b \"x\"":0.5,"c":"x\ny","d":true,"e":[1,2]},"1":{"a":-2,"b \"x\"":1e300,"c":null,"d":false,"e":[0.1,-0.0]}}""")]
    public void Frame_is_written_in_every_layout(JsonFrameLayout layout, string expected)
    {
        using RecordBatch rows = Frame();
        Assert.Equal(expected, Write(rows, new() { Layout = layout }));
    }

    [Theory]
    [InlineData(JsonFrameLayout.Values, "[]")]
    [InlineData(JsonFrameLayout.Records, "[]")]
    [InlineData(JsonFrameLayout.Split, """{"columns":["a","b \"x\"","c","d","e"],"data":[]}""")]
    [InlineData(JsonFrameLayout.Lists, """{"a":[],"b \"x\"":[],"c":[],"d":[],"e":[]}""")]
    [InlineData(JsonFrameLayout.Columns, """{"a":{},"b \"x\"":{},"c":{},"d":{},"e":{}}""")]
    [InlineData(JsonFrameLayout.Index, "{}")]
    public void No_rows_are_written_in_every_layout(JsonFrameLayout layout, string expected)
    {
        using RecordBatch rows = RecordBatch.Rent(s_frame, 0);
        Assert.Equal(expected, Write(rows, new() { Layout = layout }));
    }

    [Fact]
    public void Index_is_written_on_request()
    {
        using RecordBatch rows = RecordBatch.FromValues<int>([7, 8, 9], name: "a");
        Assert.Equal("""{"columns":["a"],"index":[0,1,2],"data":[[7],[8],[9]]}""", Write(rows, new() { Layout = JsonFrameLayout.Split, WriteIndex = true }));
    }

    [Fact]
    public void Scalar_column_is_unwrapped_on_request()
    {
        using RecordBatch rows = RecordBatch.FromValues<int>([7, 8, 9]);
        Assert.Equal("[[7],[8],[9]]", Write(rows, new()));
        Assert.Equal("[7,8,9]", Write(rows, new() { UnwrapSingleColumn = true }));
    }

    [Theory]
    [InlineData(new[] { 2 }, 2, "[[0,1],[2,3]]")]
    [InlineData(new[] { 1 }, 3, "[[0],[1],[2]]")]
    [InlineData(new[] { 0 }, 2, "[[],[]]")]
    [InlineData(new[] { 2, 2 }, 2, "[[[0,1],[2,3]],[[4,5],[6,7]]]")]
    [InlineData(new[] { 2, 1, 2 }, 2, "[[[[0,1]],[[2,3]]],[[[4,5]],[[6,7]]]]")]
    [InlineData(new[] { 2, 0 }, 1, "[[[],[]]]")]
    [InlineData(new[] { 0, 2 }, 2, "[[],[]]")]
    [InlineData(new[] { 2, 1, 0 }, 1, "[[[[]],[[]]]]")]
    [InlineData(new[] { 3 }, 0, "[]")]
    public void Array_of_any_rank_nests(int[] shape, int count, string expected)
    {
        foreach (ElementType type in Enum.GetValues<ElementType>().Except([ElementType.String, ElementType.Boolean]))
        {
            using RecordBatch rows = Counting(new ColumnSchema("", type, RowShape.Create(shape)), count);
            Assert.Equal(expected, Write(rows, new()));
            Assert.Equal(expected, WriteColumn(rows, flat: false));
            Assert.Equal($"[{expected.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Trim(',')}]", WriteColumn(rows, flat: true));
        }
    }

    [Fact]
    public void Slice_is_written_alone()
    {
        using RecordBatch rows = RecordBatch.FromValues<float>([.. Enumerable.Range(0, 40)], [2]);
        Assert.Equal("[[6,7],[8,9]]", Write(rows.Slice(3, 2), new()));
        Assert.Equal("[6,7,8,9]", WriteColumn(rows.Slice(3, 2), flat: true));
    }

    [Fact]
    public void Numbers_and_booleans_are_written_as_strings_on_request()
    {
        using RecordBatch rows = Frame();
        Assert.Equal(
            """[["1","0.5","x\ny","true",["1","2"]],["-2","1e300",null,"false",["0.1","-0.0"]]]""",
            Write(rows, new() { ValuesAsStrings = true }));
        Assert.Equal(
            """{"a":["1","-2"],"b \"x\"":["0.5","1e300"],"c":["x\ny",null],"d":["true","false"],"e":[["1","2"],["0.1","-0.0"]]}""",
            Write(rows, new() { ValuesAsStrings = true, Layout = JsonFrameLayout.Lists }));
    }

    [Theory]
    [InlineData(NonFiniteHandling.Literal, false, "[NaN,Infinity,-Infinity,1]")]
    [InlineData(NonFiniteHandling.Null, false, "[null,null,null,1]")]
    [InlineData(NonFiniteHandling.Literal, true, """["NaN","Infinity","-Infinity","1"]""")]
    [InlineData(NonFiniteHandling.Null, true, """[null,null,null,"1"]""")]
    public void Non_finite_numbers_become_what_is_asked_for(NonFiniteHandling handling, bool strings, string expected)
    {
        using RecordBatch doubles = RecordBatch.FromValues<double>([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1]);
        using RecordBatch singles = RecordBatch.FromValues<float>([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1]);
        using RecordBatch halves = RecordBatch.FromValues<Half>([Half.NaN, Half.PositiveInfinity, Half.NegativeInfinity, Half.One]);
        foreach (RecordBatch rows in new[] { doubles, singles, halves })
        {
            JsonFrameWriterOptions options = new() { NonFinite = handling, ValuesAsStrings = strings, UnwrapSingleColumn = true };
            Assert.Equal(expected, Write(rows, options));
            Assert.Equal(expected.Replace(",", "],[", StringComparison.Ordinal), Write(rows, options with { UnwrapSingleColumn = false })[1..^1]);
        }
    }

    [Fact]
    public void Refused_number_is_named_by_row_element_and_column()
    {
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3, float.NaN, 5, 6], [2], "x");
        var error = Assert.Throws<ArgumentException>(() => Write(rows.Slice(1, 2), new() { NonFinite = NonFiniteHandling.Error }));
        Assert.Contains("Row 0, element 1, of column 'x' Float32 [2] is NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_number_of_a_frame_is_named_by_row_and_column()
    {
        using RecordBatch rows = Frame();
        rows.GetColumn<double>(1)[1] = double.PositiveInfinity;
        var error = Assert.Throws<ArgumentException>(() => Write(rows, new() { NonFinite = NonFiniteHandling.Error }));
        Assert.Contains("Row 1 of column 'b \"x\"' Float64 [] is NaN or infinite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_keep_every_digit()
    {
        using RecordBatch signed = RecordBatch.FromValues<long>([long.MinValue, long.MaxValue, 9007199254740993, 0, -1]);
        using RecordBatch unsigned = RecordBatch.FromValues<ulong>([ulong.MaxValue, 10, 9, 99999999, 100000000]);
        using RecordBatch small = RecordBatch.FromValues<sbyte>([-128, 127, 0]);
        Assert.Equal("[-9223372036854775808,9223372036854775807,9007199254740993,0,-1]", WriteColumn(signed, flat: true));
        Assert.Equal("[18446744073709551615,10,9,99999999,100000000]", WriteColumn(unsigned, flat: true));
        Assert.Equal("[-128,127,0]", WriteColumn(small, flat: true));
    }

    [Fact]
    public void Batch_of_another_schema_is_refused()
    {
        using RecordBatch rows = RecordBatch.FromValues<float>([1]);
        var error = Assert.Throws<ArgumentException>(() => new JsonFrameWriter(s_frame).Write(rows, new ArrayBufferWriter<byte>()));
        Assert.Contains("The batch has ('' Float32 []); this writer was made for ('a' Int32 []", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_option_is_refused_when_the_writer_is_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new JsonFrameWriter(s_frame, new() { Layout = (JsonFrameLayout)77 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JsonFrameWriter(s_frame, new() { NonFinite = (NonFiniteHandling)77 }));
    }

    private static RecordBatch Frame()
    {
        RecordBatch rows = RecordBatch.Rent(s_frame, 2);
        (rows.GetColumn<int>(0)[0], rows.GetColumn<int>(0)[1]) = (1, -2);
        (rows.GetColumn<double>(1)[0], rows.GetColumn<double>(1)[1]) = (.5, 1e300);
        rows.GetStrings(2).Set(0, "x\ny");
        (rows.GetColumn<bool>(3)[0], rows.GetColumn<bool>(3)[1]) = (true, false);
        new[] { 1f, 2, .1f, -0f }.CopyTo(rows.GetColumn<float>(4).Values);
        return rows;
    }

    private static RecordBatch Counting(ColumnSchema column, int count)
    {
        RecordBatch rows = RecordBatch.Rent(new RecordSchema(column), count);
        switch (column.Type)
        {
            case ElementType.Float32: Fill<float>(rows); break;
            case ElementType.Float64: Fill<double>(rows); break;
            case ElementType.Float16: Fill<Half>(rows); break;
            case ElementType.Int8: Fill<sbyte>(rows); break;
            case ElementType.Int16: Fill<short>(rows); break;
            case ElementType.Int32: Fill<int>(rows); break;
            case ElementType.Int64: Fill<long>(rows); break;
            case ElementType.UInt8: Fill<byte>(rows); break;
            case ElementType.UInt16: Fill<ushort>(rows); break;
            case ElementType.UInt32: Fill<uint>(rows); break;
            default: Fill<ulong>(rows); break;
        }

        return rows;
    }

    private static void Fill<T>(RecordBatch rows)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        Span<T> values = rows.GetColumn<T>(0).Values;
        for (int i = 0; i < values.Length; i++) values[i] = T.CreateChecked(i);
    }

    /// <summary>What every tier writes.</summary>
    private static string Write(RecordBatch rows, JsonFrameWriterOptions options) => WriteAlike(rows, options, (writer, output) => writer.Write(rows, output));

    private static string WriteColumn(RecordBatch rows, bool flat) => WriteAlike(rows, new(), (writer, output) => writer.WriteColumn(rows, 0, output, flat));

    private static string WriteAlike(RecordBatch rows, JsonFrameWriterOptions options, Action<JsonFrameWriter, IBufferWriter<byte>> write)
    {
        string[] texts = [.. TierCases.Supported.Select(tier =>
        {
            var output = new ArrayBufferWriter<byte>();
            write(new JsonFrameWriter(rows.Schema, options, tier), output);
            return Encoding.UTF8.GetString(output.WrittenSpan);
        })];
        Assert.All(texts, text => Assert.Equal(texts[0], text));
        return texts[0];
    }
}
