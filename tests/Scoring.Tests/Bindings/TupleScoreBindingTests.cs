using System.Runtime.CompilerServices;
using Scoring.Bindings;
using Scoring.Bindings.BuiltIn;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Bindings;

/// <summary>Scores that are tuples: the items take the values of the outputs one after another.</summary>
public class TupleScoreBindingTests
{
    [Fact]
    public void Floats_of_one_output_are_read_at_every_length()
    {
        CheckFloats(1, static v => new ValueTuple<float>(v[0]));
        CheckFloats(2, static v => (v[0], v[1]));
        CheckFloats(3, static v => (v[0], v[1], v[2]));
        CheckFloats(4, static v => (v[0], v[1], v[2], v[3]));
        CheckFloats(5, static v => (v[0], v[1], v[2], v[3], v[4]));
        CheckFloats(6, static v => (v[0], v[1], v[2], v[3], v[4], v[5]));
        CheckFloats(7, static v => (v[0], v[1], v[2], v[3], v[4], v[5], v[6]));
        CheckFloats(8, static v => (v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]));
        CheckFloats(9, static v => (v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]));
        CheckFloats(15, static v => (v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13], v[14]));
    }

    [Fact]
    public void Floats_that_lie_in_order_without_gaps_are_copied_at_once()
    {
        Assert.True(IsPacked<ValueTuple<float>>());
        Assert.True(IsPacked<(float, float)>());
        Assert.True(IsPacked<(float, float, float)>());
        Assert.True(IsPacked<(float, float, float, float, float, float, float, float)>());
        Assert.False(IsPacked<(float, int)>());
        Assert.False(IsPacked<(double, double)>());
    }

    [Fact]
    public void Items_of_every_type_are_read_each_from_an_output_of_its_own()
    {
        using RecordBatch response = RecordBatch.FromColumns(
            ColumnValues.Of("f32", [1.5f, -1.5f]),
            ColumnValues.Of("f64", [2.5, double.NaN]),
            ColumnValues.Of("f16", [(Half)3.5, Half.MaxValue]),
            ColumnValues.Of("i8", [sbyte.MinValue, sbyte.MaxValue]),
            ColumnValues.Of("i16", [short.MinValue, short.MaxValue]),
            ColumnValues.Of("i32", [int.MinValue, int.MaxValue]),
            ColumnValues.Of("i64", [long.MinValue, long.MaxValue]),
            ColumnValues.Of("u8", [(byte)1, byte.MaxValue]),
            ColumnValues.Of("u16", [(ushort)2, ushort.MaxValue]),
            ColumnValues.Of("u32", [3u, uint.MaxValue]),
            ColumnValues.Of("u64", [4ul, ulong.MaxValue]),
            ColumnValues.Of("bool", [true, false]));
        ScoringSignature signature = SignatureOf(response);
        ScoreBinding<(float, double, Half, sbyte, short, int, long, byte, ushort, uint, ulong, bool)> binding =
            ScoreBinding.Default<(float, double, Half, sbyte, short, int, long, byte, ushort, uint, ulong, bool)>(
                "f32", "f64", "f16", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "bool");

        (float, double, Half, sbyte, short, int, long, byte, ushort, uint, ulong, bool)[] scores = Bound.Read(binding, signature, response);

        Assert.Equal((1.5f, 2.5, (Half)3.5, sbyte.MinValue, short.MinValue, int.MinValue, long.MinValue, (byte)1, (ushort)2, 3u, 4ul, true), scores[0]);
        Assert.Equal(
            (-1.5f, double.NaN, Half.MaxValue, sbyte.MaxValue, short.MaxValue, int.MaxValue, long.MaxValue, byte.MaxValue, ushort.MaxValue, uint.MaxValue, ulong.MaxValue, false),
            scores[1]);
    }

    [Fact]
    public void Items_keep_their_places_however_the_runtime_lays_them_out()
    {
        CheckMixed<(byte, double, byte)>((1, 2, 3));
        CheckMixed<(byte, long, bool, short)>((1, 2, true, 4));
        CheckMixed<(bool, byte, sbyte)>((true, 2, -3));
        CheckMixed<(double, float)>((1, 2));
        CheckMixed<(float, double)>((1, 2));
        CheckMixed<(Half, int, Half)>(((Half)1, 2, (Half)3));
        CheckMixed<(byte, int, byte, int, byte, int, byte, int, byte)>((1, 2, 3, 4, 5, 6, 7, 8, 9));
        CheckMixed<(byte, byte, byte, byte, byte, byte, byte, double)>((1, 2, 3, 4, 5, 6, 7, 8));
        CheckMixed<(long, byte, byte, byte, byte, byte, byte, byte, long, byte)>((1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    [Fact]
    public void Items_of_one_output_are_widened()
    {
        using RecordBatch response = RecordBatch.FromValues<int>([1, 2, 3, 4], [2], "y");

        (double, long)[] scores = Bound.Read(ScoreBinding.Default<(double, long)>(), SignatureOf(response), response);

        Assert.Equal([(1.0, 2L), (3.0, 4L)], scores);
    }

    [Fact]
    public void Items_take_the_values_of_vector_outputs_one_after_another()
    {
        using RecordBatch response = RecordBatch.FromColumns(
            ColumnValues.Of("box", [1f, 2f, 3f, 4f, 5f, 6f], [3]), ColumnValues.Of("label", [7L, 8L]), ColumnValues.Of("unused", [0f, 0f]));

        (float, float, float, long)[] scores = Bound.Read(ScoreBinding.Default<(float, float, float, long)>("box", "label"), SignatureOf(response), response);
        (long, float, float, float)[] turned = Bound.Read(ScoreBinding.Default<(long, float, float, float)>("label", "box"), SignatureOf(response), response);

        Assert.Equal([(1f, 2f, 3f, 7L), (4f, 5f, 6f, 8L)], scores);
        Assert.Equal([(7L, 1f, 2f, 3f), (8L, 4f, 5f, 6f)], turned);
    }

    [Fact]
    public void Floats_of_several_outputs_are_read()
    {
        using RecordBatch response = RecordBatch.FromColumns(ColumnValues.Of("a", [1f, 2f]), ColumnValues.Of("b", [3f, 4f]));

        Assert.Equal([(3f, 1f), (4f, 2f)], Bound.Read(ScoreBinding.Default<(float, float)>("b", "a"), SignatureOf(response), response));
    }

    [Fact]
    public void Other_number_of_items_than_values_is_an_error_that_names_both()
    {
        string message = Bound.Mismatch(ScoreBinding.Default<(float, float)>(), Signatures.Giving(new SignatureColumn("y", ElementType.Float32, [3])));

        Assert.Contains("'y' Float32 [3]", message);
        Assert.Contains("[2]", message);
    }

    [Fact]
    public void Other_number_of_items_than_values_of_several_outputs_is_an_error_when_the_first_response_comes()
    {
        using RecordBatch response = RecordBatch.FromColumns(ColumnValues.Of("box", [1f, 2f, 3f], [3]), ColumnValues.Of("label", [7L]));
        var few = new ScoreDecoder<(float, float, float)>(ScoreBinding.Default<(float, float, float)>("box", "label"), SignatureOf(response));
        var many = new ScoreDecoder<(float, float, float, long, long)>(ScoreBinding.Default<(float, float, float, long, long)>("box", "label"), SignatureOf(response));

        Assert.Contains("fewer values", Assert.Throws<ScoringBindingException>(() => few.DecodeRow(response, 0)).Message);
        Assert.Contains("more values", Assert.Throws<ScoringBindingException>(() => many.DecodeRow(response, 0)).Message);
    }

    [Fact]
    public void Item_of_a_narrower_type_is_an_error_that_names_both()
    {
        string message = Bound.Mismatch(
            ScoreBinding.Default<(float, int)>("a", "b"), Signatures.Giving(new SignatureColumn("a", ElementType.Float32, []), new SignatureColumn("b", ElementType.Int64, [])));

        Assert.Contains("'b' Int64 []", message);
        Assert.Contains("Int32", message);
    }

    private static bool IsPacked<TScore>() => TupleLayout.IsPacked(TupleLayout.TryRead<TScore>()!, ElementType.Float32);

    private static void CheckFloats<TScore>(int length, Func<float[], TScore> tuple)
    {
        float[] values = [.. Enumerable.Range(1, 4 * length).Select(static i => i / 4f)];
        using RecordBatch response = RecordBatch.FromValues<float>(values, [length], "y");

        TScore[] scores = Bound.Read(ScoreBinding.Default<TScore>(), SignatureOf(response), response);

        Assert.Equal(values.Chunk(length).Select(tuple), scores);
    }

    /// <summary>Reads a tuple whose item <c>i</c> is <c>i + 1</c>, or true, or negative, from one output per item.</summary>
    private static void CheckMixed<TScore>(TScore expected)
        where TScore : ITuple
    {
        string[] names = [.. Enumerable.Range(0, expected.Length).Select(static i => $"item{i}")];
        using RecordBatch response = RecordBatch.FromColumns([.. names.Select((name, i) => ColumnOf(name, expected[i]))]);

        Assert.Equal([expected], Bound.Read(ScoreBinding.Default<TScore>(names), SignatureOf(response), response));
    }

    private static ColumnValues ColumnOf(string name, object? value) => value switch
    {
        bool v => ColumnValues.Of(name, [v]),
        byte v => ColumnValues.Of(name, [v]),
        sbyte v => ColumnValues.Of(name, [v]),
        short v => ColumnValues.Of(name, [v]),
        int v => ColumnValues.Of(name, [v]),
        long v => ColumnValues.Of(name, [v]),
        Half v => ColumnValues.Of(name, [v]),
        float v => ColumnValues.Of(name, [v]),
        double v => ColumnValues.Of(name, [v]),
        _ => throw new ArgumentException($"{value} is of no type that these tests use."),
    };

    private static ScoringSignature SignatureOf(RecordBatch response) =>
        Signatures.Giving([.. response.Schema.Columns.Select(static column => new SignatureColumn(column.Name, column.Type, column.Shape))]);
}
