namespace Scoring.Json.Writing;

/// <summary>The texts of a column's values, each in its own 32 bytes: rows are then put together from them without a look at types.</summary>
/// <remarks>A column at a time is how vector code can write numbers that do not stand side by side. The last byte of a slot is the length of its text.</remarks>
internal static class Slots
{
    public const int Size = 32;

    /// <summary>Where the length stands.</summary>
    public const int LengthAt = Size - 1;

    /// <summary>Instead of a length: the value does not fit and is written when its row is.</summary>
    public const byte Later = 255;

    /// <summary>The longest string that may fit, without its quotes.</summary>
    public const int MaxString = LengthAt - 2;

    /// <summary>What vector code may write behind the last slot.</summary>
    public const int Slack = 64;
}
