using System.Globalization;
using System.Numerics;

namespace Scoring.Tests.Json.Reading;

/// <summary>Numbers of every kind as texts.</summary>
internal static class NumberTexts
{
    public static string Next(Random random) => random.Next(10) switch
    {
        0 => random.NextDouble().ToString("R", CultureInfo.InvariantCulture),
        1 => Math.Round(Math.Exp(random.NextDouble() * 10), 2).ToString("R", CultureInfo.InvariantCulture),
        2 => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture),
        3 => NextDouble(random, 1023).ToString("R", CultureInfo.InvariantCulture).Replace("E", random.Next(2) == 0 ? "e" : "E", StringComparison.Ordinal),
        4 => NextDouble(random, 30).ToString("G9", CultureInfo.InvariantCulture),
        5 => random.NextInt64().ToString(CultureInfo.InvariantCulture),
        6 => (random.Next(2) == 0 ? "-" : "") + Digits(random, 1 + random.Next(25)) + "." + Digits(random, 1 + random.Next(25), leading: true),
        7 => (random.Next(2) == 0 ? "-" : "") + Digits(random, 1 + random.Next(20)) + "e" + random.Next(-60, 60).ToString(CultureInfo.InvariantCulture),
        8 => "0." + new string('0', random.Next(12)) + Digits(random, 1 + random.Next(12), leading: true),
        _ => (random.NextDouble() * 2 - 1).ToString("F" + random.Next(1, 12).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
    };

    /// <summary>A positive number with any bits and an exponent of at most that magnitude.</summary>
    public static double NextDouble(Random random, int exponent) =>
        Math.ScaleB(1 + BitConverter.Int64BitsToDouble(0x3FF0000000000000 | (random.NextInt64() & 0xFFFFFFFFFFFFF)) - 1, random.Next(-exponent, exponent));

    /// <summary>All digits of a number.</summary>
    public static string Exact(double value) => Show(Significand(value, out int exponent), exponent);

    /// <summary>All digits of the number half-way between two neighbours.</summary>
    public static string Halfway(double lower, double upper)
    {
        BigInteger low = Significand(lower, out int lowExponent), high = Significand(upper, out int highExponent);
        int exponent = Math.Min(lowExponent, highExponent);
        return Show((low << (lowExponent - exponent)) + (high << (highExponent - exponent)), exponent - 1);
    }

    private static BigInteger Significand(double value, out int exponent)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)(bits >> 52);
        exponent = Math.Max(biased, 1) - 1075;
        return (bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0 : 1L << 52);
    }

    private static string Show(BigInteger significand, int exponent)
    {
        if (exponent >= 0) return (significand << exponent).ToString(CultureInfo.InvariantCulture);
        string digits = (significand * BigInteger.Pow(5, -exponent)).ToString(CultureInfo.InvariantCulture).PadLeft(1 - exponent, '0');
        return digits[..^-exponent] + "." + digits[^-exponent..];
    }

    private static string Digits(Random random, int count, bool leading = false)
    {
        char[] digits = [.. Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10)))];
        if (!leading && count > 1 && digits[0] == '0') digits[0] = '1';
        return new string(digits);
    }
}
