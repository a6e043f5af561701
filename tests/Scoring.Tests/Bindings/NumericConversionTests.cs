using System.Numerics;
using System.Runtime.InteropServices;
using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Tests.Records;

namespace Scoring.Tests.Bindings;

/// <summary>Every ordered pair of element types, against C#'s own conversions.</summary>
public class NumericConversionTests
{
    private const int RandomValues = 200;

    private static readonly double[] s_edges =
    [
        0, -0.0, 0.49, 0.5, -0.5, 0.99, -0.99, 1, -1, 1.5, 100.5, 127, 127.5, 128, -128, -128.5, -129, 255, 255.5, 256, 2047, 2049, 32767, 32768, -32768, -32769, 65504, 65519, 65520, 65535,
        65536, 16777217, int.MaxValue, 2147483647.5, 2147483648, int.MinValue, -2147483649, uint.MaxValue, 4294967296, 9007199254740993, long.MaxValue, long.MinValue, ulong.MaxValue,
        1e-45, 5e-324, 6e-8, 3.4028235e38, 3.5e38, 1e300, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, Math.PI,
    ];

    public static IEnumerable<TheoryDataRow> Pairs =>
        from source in ElementCases.Types
        from target in ElementCases.Types
        select new TheoryDataRow(source, target);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Rows_convert_as_the_table_and_the_casts_say<TFrom, TTo>(ElementCase<TFrom> from, ElementCase<TTo> to)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        ScoringSignature signature = Signatures.Taking(new SignatureColumn("x", to.Type, []));
        RowBinding<TFrom> plain = RowBinding.For<TFrom>().Column("x", static (in TFrom row) => row).Build();
        RowBinding<TFrom> narrowing = RowBinding.For<TFrom>().Column("x", static (in TFrom row) => row).AllowNarrowing().Build();

        switch (ConversionTable.Of(from.Type, to.Type))
        {
            case ConversionTable.Never:
                CheckMessage(Bound.Mismatch(plain, signature), from.Type, to.Type, isNarrowing: false);
                CheckMessage(Bound.Mismatch(narrowing, signature), from.Type, to.Type, isNarrowing: false);
                break;
            case ConversionTable.Narrowing:
                CheckMessage(Bound.Mismatch(plain, signature), from.Type, to.Type, isNarrowing: true);
                CheckRows(from, to, new RowEncoder<TFrom>(narrowing, signature));
                break;
            default:
                CheckRows(from, to, new RowEncoder<TFrom>(plain, signature));
                CheckRows(from, to, new RowEncoder<TFrom>(narrowing, signature));
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Scores_convert_as_the_table_and_the_casts_say<TFrom, TTo>(ElementCase<TFrom> from, ElementCase<TTo> to)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        ScoringSignature signature = Signatures.Giving(new SignatureColumn("y", from.Type, []));
        ScoreBinding<TTo> plain = ScoreBinding.For<TTo>().Output("y", static (ref TTo score, TTo value) => score = value).Build();
        ScoreBinding<TTo> narrowing = ScoreBinding.For<TTo>().Output("y", static (ref TTo score, TTo value) => score = value).AllowNarrowing().Build();

        switch (ConversionTable.Of(from.Type, to.Type))
        {
            case ConversionTable.Never:
                CheckMessage(Bound.Mismatch(plain, signature), from.Type, to.Type, isNarrowing: false);
                CheckMessage(Bound.Mismatch(narrowing, signature), from.Type, to.Type, isNarrowing: false);
                break;
            case ConversionTable.Narrowing:
                CheckMessage(Bound.Mismatch(plain, signature), from.Type, to.Type, isNarrowing: true);
                CheckScores(from, to, new ScoreDecoder<TTo>(narrowing, signature));
                break;
            default:
                CheckScores(from, to, new ScoreDecoder<TTo>(plain, signature));
                CheckScores(from, to, new ScoreDecoder<TTo>(narrowing, signature));
                CheckScores(from, to, new ScoreDecoder<TTo>(ScoreBinding.Default<TTo>(), signature));
                break;
        }
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Strings_convert_neither_from_nor_to_numbers<T>(ElementCase<T> element)
        where T : unmanaged
    {
        RowBinding<T> number = RowBinding.For<T>().Column("x", static (in T row) => row).AllowNarrowing().Build();
        RowBinding<T> text = RowBinding.For<T>().Column("x", static (in T row) => "text").AllowNarrowing().Build();
        ScoreBinding<T> score = ScoreBinding.For<T>().Output("y", static (ref T s, T value) => s = value).AllowNarrowing().Build();
        ScoreBinding<T> textScore = ScoreBinding.For<T>().Output("y", static (ref T s, string? value) => s = default).AllowNarrowing().Build();

        CheckMessage(Bound.Mismatch(number, Signatures.Taking(new SignatureColumn("x", ElementType.String, []))), element.Type, ElementType.String, isNarrowing: false);
        CheckMessage(Bound.Mismatch(text, Signatures.Taking(new SignatureColumn("x", element.Type, []))), ElementType.String, element.Type, isNarrowing: false);
        CheckMessage(Bound.Mismatch(score, Signatures.Giving(new SignatureColumn("y", ElementType.String, []))), ElementType.String, element.Type, isNarrowing: false);
        CheckMessage(Bound.Mismatch(textScore, Signatures.Giving(new SignatureColumn("y", element.Type, []))), element.Type, ElementType.String, isNarrowing: false);
    }

    [Fact]
    public void Bools_of_a_response_are_0_or_1_whatever_the_byte()
    {
        using var response = RecordBatch.Rent(new RecordSchema(new ColumnSchema("y", ElementType.Boolean)), 3);
        MemoryMarshal.AsBytes(response.GetColumn<bool>(0).Values)[0] = 0;
        MemoryMarshal.AsBytes(response.GetColumn<bool>(0).Values)[1] = 1;
        MemoryMarshal.AsBytes(response.GetColumn<bool>(0).Values)[2] = 255;

        Assert.Equal([0f, 1f, 1f], Bound.Read(ScoreBinding.Default<float>(), Signatures.Giving(new SignatureColumn("y", ElementType.Boolean, [])), response));
    }

    private static void CheckMessage(string message, ElementType from, ElementType to, bool isNarrowing)
    {
        Assert.Contains(from.ToString(), message);
        Assert.Contains(to.ToString(), message);
        Assert.Equal(isNarrowing, message.Contains("AllowNarrowing", StringComparison.Ordinal));
    }

    private static void CheckRows<TFrom, TTo>(ElementCase<TFrom> from, ElementCase<TTo> to, RowEncoder<TFrom> encoder)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        using var batch = RecordBatch.Rent(encoder.Schema, 1);
        foreach (TFrom value in ValuesOf(from))
        {
            Check(value, to, () =>
            {
                encoder.EncodeRow(in value, batch, 0);
                return batch.GetColumn<TTo>(0)[0];
            });
        }
    }

    private static void CheckScores<TFrom, TTo>(ElementCase<TFrom> from, ElementCase<TTo> to, ScoreDecoder<TTo> decoder)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        using var response = RecordBatch.Rent(new RecordSchema(new ColumnSchema("y", from.Type)), 1);
        foreach (TFrom value in ValuesOf(from))
        {
            response.GetColumn<TFrom>(0)[0] = value;
            Check(value, to, () => decoder.DecodeRow(response, 0));
        }
    }

    private static void Check<TFrom, TTo>(TFrom value, ElementCase<TTo> to, Func<TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        object? expected = ResultOf(() => Casts.Cast(value, to.Type));
        object? actual = ResultOf(() => convert());
        if (!AreEqual(expected, actual))
            Assert.Fail(FormattableString.Invariant($"{typeof(TFrom).Name} {value} to {to}: expected {expected ?? "an overflow"}, given {actual ?? "an overflow"}. SCORING_TEST_SEED={Properties.Seed}"));
    }

    /// <summary>Null for an overflow.</summary>
    private static object? ResultOf(Func<object> convert)
    {
        try
        {
            return convert();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Equal to the last bit, so that minus zero is not zero; any NaN is as good as another.</summary>
    private static bool AreEqual(object? expected, object? actual) => (expected, actual) switch
    {
        (double e, double a) => BitConverter.DoubleToInt64Bits(e) == BitConverter.DoubleToInt64Bits(a) || (double.IsNaN(e) && double.IsNaN(a)),
        (float e, float a) => BitConverter.SingleToInt32Bits(e) == BitConverter.SingleToInt32Bits(a) || (float.IsNaN(e) && float.IsNaN(a)),
        (Half e, Half a) => BitConverter.HalfToInt16Bits(e) == BitConverter.HalfToInt16Bits(a) || (Half.IsNaN(e) && Half.IsNaN(a)),
        _ => Equals(expected, actual),
    };

    /// <summary>The edges of every type as far as this one holds them, and random bits of small and large magnitude.</summary>
    private static IEnumerable<T> ValuesOf<T>(ElementCase<T> element)
        where T : unmanaged
    {
        var random = new Random((int)Properties.Seed + (int)element.Type);
        return s_edges.Select(Saturate<T>).Concat(Enumerable.Range(0, RandomValues).Select(_ => RandomBits<T>(random)));
    }

    private static T RandomBits<T>(Random random)
        where T : unmanaged
    {
        if (typeof(T) == typeof(bool)) return (T)(object)(random.Next(2) == 1);
        Span<byte> bytes = stackalloc byte[8];
        long bits = random.NextInt64(long.MinValue, long.MaxValue) >> (random.Next(2) * random.Next(63));
        MemoryMarshal.Write(bytes, bits);
        return MemoryMarshal.Read<T>(bytes);
    }

    private static T Saturate<T>(double value)
        where T : unmanaged
    {
        object result = default(T) switch
        {
            bool => value >= 1,
            float => Number<float>(value),
            double => value,
            Half => Number<Half>(value),
            sbyte => Number<sbyte>(value),
            short => Number<short>(value),
            int => Number<int>(value),
            long => Number<long>(value),
            byte => Number<byte>(value),
            ushort => Number<ushort>(value),
            uint => Number<uint>(value),
            _ => Number<ulong>(value),
        };
        return (T)result;
    }

    private static object Number<T>(double value)
        where T : INumberBase<T> => T.CreateSaturating(value);
}
