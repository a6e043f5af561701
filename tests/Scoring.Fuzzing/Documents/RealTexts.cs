using System.Globalization;
using Scoring.Fuzzing.Running;

namespace Scoring.Fuzzing.Documents;

/// <summary>Numbers as servers write them, and as nobody does.</summary>
internal static class RealTexts
{
    public static string Make(ref SplitMix random)
    {
        double unit = (random.Next() >> 11) * (1.0 / (1UL << 53));
        return random.Next(10) switch
        {
            0 or 1 => unit.ToString("R", CultureInfo.InvariantCulture),
            2 => ((float)unit).ToString("R", CultureInfo.InvariantCulture),
            3 => Math.Round(Math.Exp(unit * 12), 2).ToString("R", CultureInfo.InvariantCulture),
            4 => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture),
            5 => Any(ref random).ToString("R", CultureInfo.InvariantCulture),
            6 => (unit * -20).ToString("R", CultureInfo.InvariantCulture),
            7 => (unit - 0.5).ToString("F" + random.Next(1, 20).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            _ => Digits(ref random),
        };
    }

    /// <summary>Any finite number by its bits.</summary>
    private static double Any(ref SplitMix random)
    {
        double value = BitConverter.UInt64BitsToDouble(random.Next());
        return double.IsFinite(value) ? value : 1e-300;
    }

    /// <summary>Digits, a point and an exponent without any plan, but within JSON's grammar.</summary>
    private static string Digits(ref SplitMix random)
    {
        Span<char> text = stackalloc char[96];
        int length = 0;
        if (random.OneIn(2)) text[length++] = '-';
        if (random.OneIn(3)) text[length++] = '0';
        else AddDigits(ref random, text, ref length, first: '1', 24);
        if (!random.OneIn(3))
        {
            text[length++] = '.';
            for (int zeros = random.OneIn(3) ? random.Next(8) : 0; zeros > 0; zeros--) text[length++] = '0';
            AddDigits(ref random, text, ref length, first: '0', 24);
        }

        if (random.OneIn(4))
        {
            text[length++] = random.OneIn(2) ? 'e' : 'E';
            if (!random.OneIn(3)) text[length++] = random.OneIn(2) ? '-' : '+';
            AddDigits(ref random, text, ref length, first: '0', 3);
        }

        return new string(text[..length]);
    }

    private static void AddDigits(ref SplitMix random, Span<char> text, ref int length, char first, int most)
    {
        text[length++] = (char)(first + random.Next('9' - first + 1));
        for (int more = random.Next(most); more > 0; more--) text[length++] = (char)('0' + random.Next(10));
    }
}
