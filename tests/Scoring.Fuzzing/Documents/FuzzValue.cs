namespace Scoring.Fuzzing.Documents;

/// <summary>A value as it is written, and what must be read.</summary>
/// <param name="Text">JSON, or one of the words beyond it.</param>
/// <param name="Bits">What the element's type must have; NaN stands for every NaN.</param>
/// <param name="Utf8">A string's bytes; null for a missing one, and for numbers.</param>
internal sealed record FuzzValue(byte[] Text, ulong Bits, byte[]? Utf8 = null);
