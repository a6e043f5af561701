namespace Scoring.Json.Writing;

/// <summary>NaN and infinities.</summary>
internal static class NonFiniteText
{
    /// <summary>Writes the value, in quotes where those are asked for.</summary>
    /// <returns>The length of the text; 0 when such a value is refused.</returns>
    public static int Write(double value, ValueForm form, Span<byte> to) => form.NonFinite switch
    {
        NonFiniteHandling.Null => Put("null"u8, 0, to),
        NonFiniteHandling.Literal when double.IsNaN(value) => Put("NaN"u8, form.Quotes, to),
        NonFiniteHandling.Literal => Put(value > 0 ? "Infinity"u8 : "-Infinity"u8, form.Quotes, to),
        _ => 0,
    };

    private static int Put(ReadOnlySpan<byte> text, int quotes, Span<byte> to)
    {
        to[0] = (byte)'"';
        text.CopyTo(to[quotes..]);
        if (quotes > 0) to[text.Length + 1] = (byte)'"';
        return text.Length + (2 * quotes);
    }
}
