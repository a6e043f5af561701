using System.Globalization;
using System.Text;
using Scoring.Json;
using Scoring.Json.Reading;
using Scoring.Json.Reading.Fast;
using Scoring.Records;

namespace Scoring.Tests.Json.Reading;

/// <summary>Numbers, to the bit, in every tier.</summary>
public sealed class JsonFrameReaderNumberTests
{
    [Fact]
    public void Numbers_are_read_to_the_bits_of_the_base_class_library()
    {
        var random = new Random(777);
        for (int round = 0; round < 40; round++)
        {
            string[] numbers = [.. Enumerable.Range(0, 1000).Select(_ => NumberTexts.Next(random))];
            AssertSame(numbers, ElementType.Float64, static text => BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)));
            AssertSame(numbers, ElementType.Float32, static text => BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)));
            AssertSame(numbers, ElementType.Float16, static text => BitConverter.HalfToInt16Bits(Half.Parse(text, CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740992.99999999999999999999999")]
    [InlineData("9007199254740993.00000000000000000000001")]
    [InlineData("1.00000000000000011102230246251565404236316680908203125")]
    [InlineData("1.00000000000000011102230246251565404236316680908203124")]
    [InlineData("1.00000000000000033306690738754696212708950042724609375")]
    [InlineData("2.4703282292062327e-324")]
    [InlineData("2.4703282292062328e-324")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("1.7976931348623158e308")]
    [InlineData("1.7976931348623159e308")]
    [InlineData("2.98023223876953125E-08")]
    [InlineData("1.401298464324817e-45")]
    [InlineData("7.006492321624085e-46")]
    [InlineData("7.006492321624086e-46")]
    [InlineData("3.4028235677973366e38")]
    [InlineData("3.4028235677973365e38")]
    [InlineData("16777217")]
    [InlineData("33554433.0")]
    [InlineData("1.000000059604644775390625")]
    [InlineData("0.1")]
    [InlineData("-0.0")]
    [InlineData("-0")]
    [InlineData("0e999999999999")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("123456789012345678901234567890e-20")]
    [InlineData("9999999999999999999")]
    [InlineData("99999999999999999999")]
    [InlineData("0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001")]
    public void Numbers_near_a_limit_are_read_to_the_bits_of_the_base_class_library(string number)
    {
        AssertSame([number], ElementType.Float64, static text => BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)));
        AssertSame([number], ElementType.Float32, static text => BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)));
    }

    /// <summary>The digits of every half-way point, exactly, and one more digit on both sides.</summary>
    [Fact]
    public void Ties_go_to_even()
    {
        var random = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            double lower = NumberTexts.NextDouble(random, 60), upper = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(lower) + 1);
            string tie = NumberTexts.Halfway(lower, upper);
            string[] texts = [tie, tie + (tie.Contains('.', StringComparison.Ordinal) ? "0000000000000000001" : ".0000000001")];
            AssertSame(texts, ElementType.Float64, static text => BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)));
            AssertSame(texts, ElementType.Float32, static text => BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Where .NET itself fails to write what reads back.</summary>
    [Fact]
    public void Powers_of_two_are_read_exactly()
    {
        for (int exponent = -1074; exponent < 1024; exponent++)
        {
            string text = NumberTexts.Exact(Math.ScaleB(1.0, exponent));
            AssertSame([text], ElementType.Float64, _ => BitConverter.DoubleToInt64Bits(Math.ScaleB(1.0, exponent)));
        }
    }

    [Fact]
    public void Words_are_numbers_of_floating_columns()
    {
        Assert.Equal("NaN; Infinity; -Infinity; NaN; Infinity; -Infinity; NaN", Frames.Read("""[NaN,Infinity,-Infinity,"nan","inf","-Infinity",""]""", Frames.Schema(Frames.Column(""))));
        Assert.Equal("NaN; Infinity; -Infinity", Frames.Read("[NaN, Infinity, -Infinity]", Frames.Schema(Frames.Column("", ElementType.Float16))));
        Assert.Equal(JsonFrameError.Mismatch, Frames.Fail("[NaN]", Frames.Schema(Frames.Column("", ElementType.Int64))).Error);
    }

    [Fact]
    public void Overflow_is_infinity_or_an_error()
    {
        RecordSchema single = Frames.Schema(Frames.Column("", ElementType.Float32));
        var strict = new JsonFrameReaderOptions { RejectOverflow = true };
        Assert.Equal("Infinity; -Infinity", Frames.Read("[1e39,-1e400]", single));
        Assert.Equal(1, Frames.Fail("[1e39]", single, options: strict).ByteOffset);
        Assert.Equal("Infinity", Frames.Read("[Infinity]", single, options: strict));
    }

    [Theory]
    [InlineData(ElementType.Int64, "9223372036854775807", "-9223372036854775808", "9007199254740993.0", "92233720368547758070e-1")]
    [InlineData(ElementType.UInt64, "18446744073709551615", "1844674407370955161.5e1", "-0", "18446744073709551615.000000000000000000")]
    [InlineData(ElementType.Int32, "2147483647", "-2147483648", "2.5e1", "\"-7\"")]
    [InlineData(ElementType.Int16, "32767", "-32768", "1e3", "1.0")]
    [InlineData(ElementType.Int8, "127", "-128", "0.000e99", "12000e-3")]
    [InlineData(ElementType.UInt32, "4294967295", "0", "1.20e1", "7")]
    [InlineData(ElementType.UInt16, "65535", "0", "1E+2", "7")]
    [InlineData(ElementType.UInt8, "255", "0", "0.1e1", "\"255.0\"")]
    public void Integers_are_exact_in_any_notation(ElementType type, params string[] numbers)
    {
        string expected = string.Join("; ", numbers.Select(static number => decimal.Parse(number.Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0", CultureInfo.InvariantCulture)));
        string padding = new(' ', 80);
        Assert.Equal(expected, Frames.Read($"[{string.Join(",", numbers)}]", Frames.Schema(Frames.Column("", type))));
        Assert.Equal(expected, Frames.Read($"[{string.Join(",", numbers)}]{padding}", Frames.Schema(Frames.Column("", type))));
    }

    [Theory]
    [InlineData(ElementType.Int64, "9223372036854775808", "-9223372036854775809", "1.5", "1e19", "99999999999999999999.5")]
    [InlineData(ElementType.UInt64, "18446744073709551616", "-1", "1e-1", "1e20", "18446744073709551615.00000000000000000001")]
    [InlineData(ElementType.Int32, "2147483648", "-2147483649", "0.1", "1e10", "\"x\"")]
    [InlineData(ElementType.UInt8, "256", "-1", "0.5", "true", "[]")]
    [InlineData(ElementType.Boolean, "2", "-1", "\"yes\"", "0.5", "{}")]
    public void Integers_that_do_not_fit_are_refused(ElementType type, params string[] numbers)
    {
        foreach (string number in numbers) Assert.Equal((JsonFrameError.Mismatch, true), (Frames.Fail($"[0,{number},1]{new string(' ', 80)}", Frames.Schema(Frames.Column("", type))).Error, true));
    }

    /// <summary>The end of the text comes right behind the last byte that is looked at: the memory behind it belongs to nobody.</summary>
    [Fact]
    public void Digits_without_end_are_read_no_further_than_the_text()
    {
        using var memory = new Scoring.Fuzzing.Memory.GuardedMemory(1);
        RecordSchema schema = Frames.Schema(Frames.Column("a"), Frames.Column("b"));
        for (int digits = 1; digits < 140; digits++)
        {
            byte[] json = Encoding.UTF8.GetBytes($"[[1,-{new string('1', digits)}],[2,{new string('7', digits)}");
            foreach (JsonTier tier in Frames.Tiers)
            {
                var text = new System.Buffers.ReadOnlySequence<byte>(memory.Place(json, atEnd: true));
                Assert.Throws<JsonFrameException>(() => new JsonFrameReader(schema, null, tier).Read(text));
            }
        }
    }

    [Fact]
    public void Bools_come_as_words_numbers_and_strings() =>
        Assert.Equal("true; false; true; false; true; false", Frames.Read("""[true,false,1,0,"True","FALSE"]""", Frames.Schema(Frames.Column("", ElementType.Boolean))));

    [Fact]
    public void Numbers_and_bools_of_string_columns_are_their_text() =>
        Assert.Equal("1.50; true; x; null", Frames.Read("""[1.50,true,"x",null]""", Frames.Schema(Frames.Column("", ElementType.String))));

    /// <summary>All numbers of up to seven characters that the short path reads, with a point in every place.</summary>
    [Fact]
    public void Digits_are_read_alike_in_every_tier()
    {
        var random = new Random(3);
        byte[] text = new byte[128];
        for (int i = 0; i < 200_000; i++)
        {
            random.NextBytes(text);
            for (int at = 0; at < 40; at++) text[at] = random.Next(12) is > 0 and int digit ? (byte)('0' + (digit % 10)) : (byte)".,e"[random.Next(3)];
            (int Length, double Value) swar = Read<SwarDigits>(text);
            if (Vector128Digits.IsSupported) Assert.Equal(swar, Read<VectorDigits<Vector128Digits>>(text));
            if (Vector256Digits.IsSupported) Assert.Equal(swar, Read<VectorDigits<Vector256Digits>>(text));
            if (Vector512Digits.IsSupported) Assert.Equal(swar, Read<VectorDigits<Vector512Digits>>(text));
        }

        static (int Length, double Value) Read<TDigits>(byte[] text)
            where TDigits : struct, IDigits
        {
            int length = TDigits.Read(ref text[0], TDigits.FindOthers(ref text[0]), out ulong significand, out int power);
            return (length, length == 0 ? 0 : BitConverter.UInt64BitsToDouble(DecimalToBinary.Round<Binary64>(significand, power)));
        }
    }

    /// <summary>Each number in a bare list, in lists, in records, in quotes; near the end of the text and far from it.</summary>
    private static void AssertSame<TBits>(string[] numbers, ElementType type, Func<string, TBits> expected)
    {
        TBits[] bits = [.. numbers.Select(expected)];
        string padding = new(' ', 100);
        string[] forms =
        [
            $"[{string.Join(',', numbers)}]",
            $"[{string.Join(", ", numbers)}]{padding}",
            $"[{string.Join(',', numbers.Select(static number => $"[{number}]"))}]{padding}",
            $"[{string.Join(", ", numbers.Select(static number => $"{{\"x\": {number}}}"))}]{padding}",
            $"[{string.Join(',', numbers.Select(static number => $"\"{number}\""))}]",
        ];
        RecordSchema schema = Frames.Schema(Frames.Column("x", type));
        foreach (string form in forms)
        {
            byte[] json = Encoding.UTF8.GetBytes(form);
            foreach (JsonTier tier in Frames.Tiers)
            {
                using RecordBatch batch = new JsonFrameReader(schema, null, tier).Read(new(json), numbers.Length);
                for (int row = 0; row < numbers.Length; row++)
                {
                    if (!bits[row]!.Equals(Bits(batch, type, row))) Assert.Fail($"{tier}: {numbers[row]} in {form[..Math.Min(10, form.Length)]}");
                }
            }
        }
    }

    private static object Bits(RecordBatch batch, ElementType type, int row) => type switch
    {
        ElementType.Float64 => (object)BitConverter.DoubleToInt64Bits(batch.GetColumn<double>(0)[row]),
        ElementType.Float32 => BitConverter.SingleToInt32Bits(batch.GetColumn<float>(0)[row]),
        _ => BitConverter.HalfToInt16Bits(batch.GetColumn<Half>(0)[row]),
    };
}
