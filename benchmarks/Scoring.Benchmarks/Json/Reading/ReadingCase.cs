namespace Scoring.Benchmarks.Json.Reading;

/// <summary>A text and those that read it.</summary>
/// <param name="Name">The data and its shape.</param>
/// <param name="Text">The text.</param>
/// <param name="Numbers">How many numbers it has.</param>
/// <param name="Readers">Who reads it, this library's reader first.</param>
internal sealed record ReadingCase(string Name, byte[] Text, int Numbers, IReadOnlyList<(string Name, Action Read)> Readers);
