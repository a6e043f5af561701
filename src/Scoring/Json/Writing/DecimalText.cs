using System.Buffers.Text;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing;

/// <summary>Places the point: 0.00001 up to below 10^16 is written without an exponent, as Python does, but whole numbers without a point; the rest as <c>1.5e-7</c>.</summary>
internal static class DecimalText
{
    /// <summary>The digits before the point, at most, when there is no exponent.</summary>
    public const int MaxPoint = 16;

    /// <summary>The zeros behind the point, negative and at most, when there is no exponent.</summary>
    public const int MinPoint = -4;

    /// <param name="digits">Not 0.</param>
    /// <param name="to">At least 32 bytes.</param>
    /// <returns>The length of the text.</returns>
    public static int Write(Digits digits, Span<byte> to)
    {
        Span<byte> all = stackalloc byte[20];
        _ = Utf8Formatter.TryFormat(digits.Value, all, out int count);
        int point = count + digits.Exponent;
        while (all[count - 1] == (byte)'0') count--;
        ReadOnlySpan<byte> text = all[..count];
        if (point is < MinPoint or > MaxPoint) return WriteScientific(text, point - 1, to);
        if (point <= 0) return WriteBelowOne(text, -point, to);
        return count <= point ? WriteWhole(text, point, to) : WritePoint(text, point, to);
    }

    private static int WriteWhole(ReadOnlySpan<byte> digits, int point, Span<byte> to)
    {
        digits.CopyTo(to);
        to[digits.Length..point].Fill((byte)'0');
        return point;
    }

    private static int WritePoint(ReadOnlySpan<byte> digits, int point, Span<byte> to)
    {
        digits[..point].CopyTo(to);
        to[point] = (byte)'.';
        digits[point..].CopyTo(to[(point + 1)..]);
        return digits.Length + 1;
    }

    private static int WriteBelowOne(ReadOnlySpan<byte> digits, int zeros, Span<byte> to)
    {
        "0.0000"u8.CopyTo(to);
        digits.CopyTo(to[(2 + zeros)..]);
        return 2 + zeros + digits.Length;
    }

    private static int WriteScientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> to)
    {
        int length = digits.Length == 1 ? WriteWhole(digits, 1, to) : WritePoint(digits, 1, to);
        to[length++] = (byte)'e';
        _ = Utf8Formatter.TryFormat(exponent, to[length..], out int written);
        return length + written;
    }
}
