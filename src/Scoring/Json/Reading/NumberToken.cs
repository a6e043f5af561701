namespace Scoring.Json.Reading;

/// <summary>A number as it stands in the text: <c>±Significand × 10^Exponent</c>, or one of the three words.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Significand">Its digits without leading zeros; the first 19 when there are more.</param>
/// <param name="Exponent">The power of ten of the last digit that is in the significand.</param>
/// <param name="Negative">Whether it has a minus sign.</param>
/// <param name="Kind">Whether the significand is all of it.</param>
internal readonly record struct NumberToken(int Start, int Length, ulong Significand, int Exponent, bool Negative, NumberKind Kind);
