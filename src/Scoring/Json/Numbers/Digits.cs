namespace Scoring.Json.Numbers;

/// <summary>A decimal number: <paramref name="Value"/> · 10^<paramref name="Exponent"/>.</summary>
/// <param name="Value">The digits; may end in zeros.</param>
/// <param name="Exponent">The power of ten they are times.</param>
internal readonly record struct Digits(ulong Value, int Exponent);
