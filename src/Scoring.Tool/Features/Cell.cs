namespace Scoring.Tool.Features;

/// <summary>One value of a row as it was read: its text, or that there is none.</summary>
/// <param name="text">UTF-8, valid until the next row is read.</param>
/// <param name="isMissing">Whether there is no value: an empty cell, JSON's null.</param>
internal readonly ref struct Cell(ReadOnlySpan<byte> text, bool isMissing)
{
    public ReadOnlySpan<byte> Text { get; } = text;

    public bool IsMissing { get; } = isMissing;
}
