namespace Scoring.Json.Reading;

/// <summary>A string where it stands in the text, without its quotes.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes as written.</param>
/// <param name="Escaped">Whether there is a backslash in it.</param>
internal readonly record struct JsonString(int Start, int Length, bool Escaped);
