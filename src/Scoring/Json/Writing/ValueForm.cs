namespace Scoring.Json.Writing;

/// <summary>How one value is written.</summary>
/// <param name="Quotes">1 where numbers and booleans are written as strings, else 0.</param>
/// <param name="NonFinite">What becomes of NaN and infinities.</param>
internal readonly record struct ValueForm(int Quotes, NonFiniteHandling NonFinite);
