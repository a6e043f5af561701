namespace Scoring.Json.Numbers;

/// <summary>A decimal number: <paramref name="Value"/> · 10^<paramref name="Exponent"/>.</summary>
/// <param name="Value">The digits, at most 17; may end in zeros.</param>
/// <param name="Exponent">The power of ten they are times.</param>
internal readonly record struct Digits(ulong Value, int Exponent)
{
    private const ulong MinSeventeenDigits = 10_000_000_000_000_000;
    private const int Count = 17;

    /// <summary>The same with 17 digits, the first not 0; for a value that is not 0.</summary>
    public (ulong Sixteen, uint Last, int Point) Align()
    {
        (ulong value, int point) = (Value, Exponent + Count);
        for (; value < MinSeventeenDigits; point--) value *= 10;
        return (value / 10, (uint)(value % 10), point);
    }
}
