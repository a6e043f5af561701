namespace Scoring.Json.Reading;

/// <summary>The integer that a number is, at any size and in any notation.</summary>
internal static class IntegerText
{
    /// <summary>The magnitude of a number that is an integer of at most 64 bits: <c>3</c>, <c>3.0</c>, <c>30e-1</c>.</summary>
    public static bool TryRead(in NumberToken number, ReadOnlySpan<byte> text, out ulong magnitude)
    {
        magnitude = number.Significand;
        if (number.Kind == NumberKind.Exact && number.Exponent == 0) return true;
        if (number.Kind is NumberKind.NaN or NumberKind.Infinity) return false;
        return number.Kind == NumberKind.Exact ? TryScale(ref magnitude, number.Exponent) : TryReadDigits(number, text, out magnitude);
    }

    private static bool TryScale(ref ulong magnitude, int exponent)
    {
        for (; exponent < 0 && magnitude != 0; exponent++)
        {
            if (magnitude % 10 != 0) return false;
            magnitude /= 10;
        }

        for (; exponent > 0 && magnitude != 0; exponent--)
        {
            if (magnitude > ulong.MaxValue / 10) return false;
            magnitude *= 10;
        }

        return true;
    }

    /// <summary>More than 19 significant digits, and not all of the rest are 0: an integer of 64 bits has one more of them, and then fractional ones that are all 0.</summary>
    private static bool TryReadDigits(in NumberToken number, ReadOnlySpan<byte> text, out ulong magnitude)
    {
        magnitude = 0;
        int places = IntegerPlaces(number, text);
        foreach (byte symbol in text.Slice(number.Start, number.Length))
        {
            if ((symbol | 0x20) == (byte)'e') break;
            if (symbol is (byte)'.' or (byte)'-') continue;
            uint digit = (uint)(symbol - '0');
            if (--places < 0)
            {
                if (digit != 0) return false;
                continue;
            }

            ulong shifted = unchecked(magnitude * 10);
            if (magnitude > ulong.MaxValue / 10 || shifted > ulong.MaxValue - digit) return false;
            magnitude = shifted + digit;
        }

        return TryScale(ref magnitude, Math.Max(places, 0));
    }

    /// <summary>How many digits stand left of the decimal point once the exponent has moved it.</summary>
    private static int IntegerPlaces(in NumberToken number, ReadOnlySpan<byte> text)
    {
        int digits = 0, significant = 0;
        foreach (byte symbol in text.Slice(number.Start, number.Length))
        {
            if ((symbol | 0x20) == (byte)'e') break;
            if (symbol is (byte)'.' or (byte)'-') continue;
            digits++;
            if (significant > 0 || symbol != (byte)'0') significant++;
        }

        return digits - significant + Math.Min(significant, DigitSum.MaxDigits) + number.Exponent;
    }
}
