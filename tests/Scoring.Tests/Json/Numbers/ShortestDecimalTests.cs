using System.Numerics;
using Scoring.Json.Numbers;

namespace Scoring.Tests.Json.Numbers;

public sealed class ShortestDecimalTests
{
    private const int Seed = 20260817;

    [Fact]
    public void Digits_of_doubles_are_in_the_interval_shortest_and_closest()
    {
        var random = new Random(Seed);
        for (int i = 0; i < 3000; i++) AssertShortest(random.NextInt64(1, 1L << 53), random.Next(-1074, 972), isPower: false);
        for (int exponent = -1074; exponent <= 971; exponent++)
        {
            AssertShortest(1L << 52, exponent, isPower: exponent > -1074);
            AssertShortest((1L << 53) - 1, exponent, isPower: false);
        }
    }

    [Fact]
    public void Digits_of_small_significands_are_in_the_interval_shortest_and_closest()
    {
        for (int exponent = -160; exponent <= 110; exponent++)
        {
            for (int significand = 1; significand < 40; significand++) AssertShortest(significand, exponent, isPower: false);
        }

        for (int exponent = -24; exponent <= 5; exponent++)
        {
            for (int significand = 1024; significand < 2048; significand++) AssertShortest(significand, exponent, isPower: significand == 1024 && exponent > -24);
        }
    }

    /// <summary>Checks the definition in whole numbers, by trying the decimals that are shorter, and those that are as short and closer.</summary>
    private static void AssertShortest(long significand, int exponent, bool isPower)
    {
        Digits digits = ShortestDecimal.Find((ulong)significand, exponent, isPower);
        string place = $"{significand} · 2^{exponent}: {digits.Value}e{digits.Exponent}, seed {Seed}";
        Assert.True(RoundsTo(digits.Value, digits.Exponent, significand, exponent, isPower), place);

        (BigInteger value, int ten) = (digits.Value, digits.Exponent);
        for (; value % 10 == 0; ten++) value /= 10;

        // A shorter one would be a multiple of the next power of ten: the nearest two on both sides of the value.
        BigInteger shorter = value / 10;
        for (BigInteger other = BigInteger.Max(shorter - 1, 0); other <= shorter + 1; other++) Assert.False(value >= 10 && RoundsTo(other, ten + 1, significand, exponent, isPower), place);
        for (int step = -1; step <= 1; step += 2)
        {
            BigInteger other = value + step;
            if (RoundsTo(other, ten, significand, exponent, isPower)) Assert.True(Distance(other, ten, significand, exponent) >= Distance(value, ten, significand, exponent), place);
        }
    }

    private static bool RoundsTo(BigInteger value, int ten, long significand, int exponent, bool isPower)
    {
        BigInteger below = (4 * significand) - (isPower ? 1 : 2), above = (4 * significand) + 2;
        (BigInteger decimalSide, BigInteger scale) = CommonScale(value, ten, exponent - 2);
        (below, above) = (below * scale, above * scale);
        return significand % 2 == 0 ? decimalSide >= below && decimalSide <= above : decimalSide > below && decimalSide < above;
    }

    private static BigInteger Distance(BigInteger value, int ten, long significand, int exponent)
    {
        (BigInteger decimalSide, BigInteger scale) = CommonScale(value, ten, exponent - 2);
        return BigInteger.Abs(decimalSide - (4 * significand * scale));
    }

    /// <summary>value · 10^ten and 2^two as whole numbers of one unit.</summary>
    private static (BigInteger Value, BigInteger Scale) CommonScale(BigInteger value, int ten, int two) =>
        ((value * BigInteger.Pow(10, Math.Max(ten, 0))) << Math.Max(-two, 0), BigInteger.Pow(10, Math.Max(-ten, 0)) << Math.Max(two, 0));
}
