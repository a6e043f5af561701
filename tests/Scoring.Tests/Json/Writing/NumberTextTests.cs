using System.Globalization;
using System.Text;
using Scoring.Json.Writing;

namespace Scoring.Tests.Json.Writing;

/// <summary>What is written reads back to the same bits, and is as short as what the runtime writes.</summary>
public sealed class NumberTextTests
{
    [Fact]
    public void Doubles_read_back_to_the_same_bits()
    {
        foreach (double value in DoubleCases.Names.SelectMany(DoubleCases.Get))
        {
            string text = Text<double, Float64Text>(value);
            Assert.True(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)) == BitConverter.DoubleToInt64Bits(value), text);
            Assert.True(value == 0 || CountDigits(text) <= CountDigits(value.ToString("R", CultureInfo.InvariantCulture)) || IsMisprinted(value), text);
        }
    }

    [Fact]
    public void Singles_read_back_to_the_same_bits_also_by_way_of_doubles()
    {
        foreach (float value in SingleCases.Names.SelectMany(SingleCases.Get))
        {
            string text = Text<float, Float32Text>(value);
            Assert.True(BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)) == BitConverter.SingleToInt32Bits(value), text);
            Assert.True(BitConverter.SingleToInt32Bits((float)double.Parse(text, CultureInfo.InvariantCulture)) == BitConverter.SingleToInt32Bits(value), text);
            Assert.True(value == 0 || CountDigits(text) == CountDigits(value.ToString("R", CultureInfo.InvariantCulture)), text);
        }
    }

    [Fact]
    public void Every_half_reads_back_to_the_same_bits()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            Half value = BitConverter.UInt16BitsToHalf((ushort)bits);
            if (!Half.IsFinite(value)) continue;
            string text = Text<Half, Float16Text>(value);
            Assert.True(BitConverter.HalfToUInt16Bits(Half.Parse(text, CultureInfo.InvariantCulture)) == bits, text);
        }
    }

    [Theory]
    [InlineData(2.98023223876953125E-08, "2.9802322387695312e-8")]
    [InlineData(-2.98023223876953125E-08, "-2.9802322387695312e-8")]
    [InlineData(4.1045368012983762E-289, "4.1045368012983762e-289")]
    [InlineData(5E-324, "5e-324")]
    [InlineData(1.7976931348623157E+308, "1.7976931348623157e308")]
    [InlineData(9007199254740993.0, "9007199254740992")]
    [InlineData(1E+23, "1e23")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(0.0000099, "9.9e-6")]
    [InlineData(123456789012345.6, "123456789012345.6")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.0, "0")]
    [InlineData(-1.0, "-1")]
    public void Double_is_written_in_its_form(double value, string expected) => Assert.Equal(expected, Text<double, Float64Text>(value));

    /// <summary>.NET 10 writes these two, and their negatives, so that they read back to their neighbours.</summary>
    private static bool IsMisprinted(double value) => Math.Abs(value) == Math.ScaleB(1, -25) || Math.Abs(value) == Math.ScaleB(1, -958);

    private static int CountDigits(string text)
    {
        string digits = new([.. text.TakeWhile(static c => c is not ('e' or 'E')).Where(char.IsAsciiDigit)]);
        return digits.Trim('0').Length;
    }

    private static string Text<T, TText>(T value)
        where T : unmanaged
        where TText : struct, INumberText<T>
    {
        Span<byte> text = stackalloc byte[32];
        return Encoding.UTF8.GetString(text[..TText.Write(value, text)]);
    }
}
