namespace Scoring.Benchmarks.Json.Reading;

/// <summary>How fast one reader reads one text.</summary>
/// <param name="Case">The text.</param>
/// <param name="Reader">The reader.</param>
/// <param name="NanosecondsPerNumber">Median over the rounds.</param>
/// <param name="GigabytesPerSecond">Of text.</param>
/// <param name="TimesOfUtf8JsonReader">Median of each round's ratio of speeds.</param>
/// <param name="BytesPerRow">Allocated.</param>
public sealed record ReadingFigure(string Case, string Reader, double NanosecondsPerNumber, double GigabytesPerSecond, double TimesOfUtf8JsonReader, double BytesPerRow);
