namespace Scoring.Json.Writing;

/// <summary><c>true</c> and <c>false</c>.</summary>
internal readonly struct BooleanText : INumberText<bool>
{
    public static bool IsFinite(bool value) => true;

    public static double ToDouble(bool value) => value ? 1 : 0;

    public static int Write(bool value, Span<byte> to)
    {
        ReadOnlySpan<byte> text = value ? "true"u8 : "false"u8;
        text.CopyTo(to);
        return text.Length;
    }
}
