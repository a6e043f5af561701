using System.Numerics;
using Scoring.Json.Numbers;

namespace Scoring.Tests.Json.Numbers;

public sealed class PowersOfTenTests
{
    [Fact]
    public void Every_power_is_the_exact_one_rounded_down_to_128_bits()
    {
        for (int exponent = PowersOfTen.MinExponent; exponent <= PowersOfTen.MaxExponent; exponent++)
        {
            int shift = 127 - PowersOfTen.BinaryExponent(exponent);
            BigInteger expected = exponent >= 0 ? Shift(BigInteger.Pow(10, exponent), shift) : (BigInteger.One << shift) / BigInteger.Pow(10, -exponent);
            BigInteger given = ((BigInteger)PowersOfTen.High(exponent) << 64) + PowersOfTen.Low(exponent);
            Assert.True(expected == given, $"10^{exponent}");
            Assert.True(PowersOfTen.High(exponent) >> 63 == 1, $"10^{exponent}");
        }
    }

    [Fact]
    public void Decimal_exponents_are_the_largest_that_fit()
    {
        for (int exponent = -1100; exponent <= 1100; exponent++)
        {
            AssertLargest(PowersOfTen.DecimalExponent(exponent), 4, exponent);
            AssertLargest(PowersOfTen.DecimalExponentOfThreeQuarters(exponent), 3, exponent);
        }
    }

    private static BigInteger Shift(BigInteger value, int shift) => shift >= 0 ? value << shift : value >> -shift;

    /// <summary>10^given ≤ quarters · 2^(exponent − 2) &lt; 10^(given + 1).</summary>
    private static void AssertLargest(int given, int quarters, int exponent)
    {
        Assert.True(Compare(given, quarters, exponent - 2) <= 0, $"{quarters}/4 · 2^{exponent}");
        Assert.True(Compare(given + 1, quarters, exponent - 2) > 0, $"{quarters}/4 · 2^{exponent}");
    }

    /// <summary>10^ten against factor · 2^two, with negative powers on the other side.</summary>
    private static int Compare(int ten, int factor, int two) =>
        (BigInteger.Pow(10, Math.Max(ten, 0)) << Math.Max(-two, 0)).CompareTo((factor * BigInteger.Pow(10, Math.Max(-ten, 0))) << Math.Max(two, 0));
}
