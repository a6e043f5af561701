namespace Scoring.Json.Reading.Fast;

/// <summary>A text between the values of records.</summary>
/// <param name="Start">Where it stands.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Column">The column of the value behind it; −1 behind the last value.</param>
internal readonly record struct RecordPart(int Start, int Length, int Column);
