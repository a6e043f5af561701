using System.Text;

namespace Scoring.Json.Reading.Values;

/// <summary>Numbers within strings: JSON's, and what languages print besides, such as <c>+1</c>, <c>5.</c>, <c>.5</c>, <c>nan</c> and <c>-inf</c>.</summary>
internal static class QuotedNumber
{
    public static bool TryRead(ReadOnlySpan<byte> text, out NumberToken number)
    {
        int at = text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        bool negative = text[0] == (byte)'-';
        if (TryReadWord(text[at..], negative, text.Length, out number)) return true;
        var digits = new DigitSum();
        int integers = at, places = 0;
        at = digits.Add(text, at);
        int found = at - integers;
        if (at < text.Length && text[at] == (byte)'.')
        {
            int fraction = at + 1;
            at = digits.Add(text, fraction);
            places = at - fraction;
        }

        if (found + places == 0 || !TryReadExponent(text, ref at, out int exponent) || at != text.Length) return false;
        number = new NumberToken(0, text.Length, digits.Value, exponent - places + digits.Dropped, negative, digits.Cut ? NumberKind.Cut : NumberKind.Exact);
        return true;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int at, out int exponent)
    {
        exponent = 0;
        if (at == text.Length || (text[at] | 0x20) != (byte)'e') return true;
        at++;
        bool negative = at < text.Length && text[at] == (byte)'-';
        if (negative || (at < text.Length && text[at] == (byte)'+')) at++;
        int first = at;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]); at++)
        {
            if (exponent < 100_000_000) exponent = (exponent * 10) + (text[at] - '0');
        }

        if (negative) exponent = -exponent;
        return at > first;
    }

    private static bool TryReadWord(ReadOnlySpan<byte> text, bool negative, int length, out NumberToken number)
    {
        bool infinite = Ascii.EqualsIgnoreCase(text, "infinity"u8) || Ascii.EqualsIgnoreCase(text, "inf"u8);
        number = new NumberToken(0, length, 0, 0, negative, infinite ? NumberKind.Infinity : NumberKind.NaN);
        return infinite || Ascii.EqualsIgnoreCase(text, "nan"u8);
    }
}
