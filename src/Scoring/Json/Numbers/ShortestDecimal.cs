namespace Scoring.Json.Numbers;

/// <summary>The shortest decimal number that reads back as a given binary one, and of those the closest.</summary>
/// <remarks>
/// <para>Derived from R. Giulietti, "The Schubfach way to render doubles" (2020), sections 8 and 9. It takes every value
/// of binary16, binary32 and binary64.</para>
/// <para>.NET 10 itself does not round-trip 2^-25 and 2^-958.</para>
/// </remarks>
internal static class ShortestDecimal
{
    /// <summary>Finds the digits of <paramref name="significand"/> · 2^<paramref name="exponent"/>.</summary>
    /// <param name="significand">Not 0, below 2^53.</param>
    /// <param name="exponent">−1074 to 971.</param>
    /// <param name="isPower">Whether the next number below is only half as far away as the one above: a power of two that is not the smallest of all.</param>
    /// <returns>The digits as an integer, which may end in zeros, and the power of ten they are times.</returns>
    public static Digits Find(ulong significand, int exponent, bool isPower)
    {
        int ten = isPower ? PowersOfTen.DecimalExponentOfThreeQuarters(exponent) : PowersOfTen.DecimalExponent(exponent);
        int shift = exponent + PowersOfTen.BinaryExponent(-ten) + 1;

        // Above the exact power by less than one in the last place.
        UInt128 power = new UInt128(PowersOfTen.High(-ten), PowersOfTen.Low(-ten)) + 1;

        // Four times the value and the two ends of what rounds to it, in units of 10^ten.
        ulong value = Scale(power, (4 * significand) << shift);
        ulong lower = Scale(power, ((4 * significand) - (isPower ? 1UL : 2)) << shift);
        ulong upper = Scale(power, ((4 * significand) + 2) << shift);
        return new Digits(Pick(value, lower, upper, significand & 1), ten);
    }

    /// <param name="value">Four times the value.</param>
    /// <param name="lower">Four times the lower end.</param>
    /// <param name="upper">Four times the upper end.</param>
    /// <param name="open">1 where the ends themselves round away: ties go to the even significand.</param>
    private static ulong Pick(ulong value, ulong lower, ulong upper, ulong open)
    {
        ulong floor = value >> 2;
        ulong tens = floor - (floor % 10);
        bool down = tens > 0 && lower + open <= tens << 2;
        bool up = tens > 0 && ((tens + 10) << 2) + open <= upper;
        if (down != up) return down ? tens : tens + 10;

        down = lower + open <= floor << 2;
        up = ((floor + 1) << 2) + open <= upper;
        if (down != up) return down ? floor : floor + 1;
        ulong middle = (floor << 2) + 2;
        return value < middle || (value == middle && (floor & 1) == 0) ? floor : floor + 1;
    }

    /// <summary>The integer part of a product in units of 2^128; its last bit is set where the exact product is not whole.</summary>
    /// <remarks>A fraction below 2^-64 comes from the power's being above the truth: the exact product is then whole (section 9.10 of the paper).</remarks>
    private static ulong Scale(UInt128 power, ulong factor)
    {
        ulong middle = Math.BigMul((ulong)power, factor, out _);
        ulong high = Math.BigMul((ulong)(power >> 64), factor, out ulong low);
        low += middle;
        if (low < middle) high++;
        return high | (low != 0 ? 1UL : 0);
    }
}
