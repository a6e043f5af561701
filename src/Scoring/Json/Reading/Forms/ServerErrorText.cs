using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Scoring.Json.Reading.Forms;

/// <summary>What a server says in the place of rows.</summary>
internal static class ServerErrorText
{
    private const int MaxChars = 1024;

    /// <summary>Keys of an error object under which the sentence for people stands, the likeliest first.</summary>
    private static readonly string[] s_messageKeys = ["message", "detail", "error_message", "error", "msg", "reason"];

    /// <summary>Fails with the text of a string.</summary>
    [DoesNotReturn]
    public static void Throw(JsonText text, int offset, string found, JsonString message, Exception? cause = null) =>
        JsonThrow.ServerError(offset, found, Decode(text, message), cause);

    /// <summary>Fails with the message in a value: a string, or an object or array that has one.</summary>
    /// <param name="text">The text, at the value.</param>
    /// <param name="found">What it is, in words.</param>
    [DoesNotReturn]
    public static void Throw(JsonText text, string found)
    {
        text.Peek();
        int offset = text.Position;
        JsonThrow.ServerError(offset, found, MessageOf(ref text) ?? Excerpt(text, offset));
    }

    private static string? MessageOf(ref JsonText text)
    {
        switch (text.Peek())
        {
            case (byte)'"': return Decode(text, text.ReadString());
            case (byte)'{': return MessageOfObject(ref text);
            default:
                text.Skip();
                return null;
        }
    }

    private static string? MessageOfObject(ref JsonText text)
    {
        string? best = null;
        int bestRank = s_messageKeys.Length;
        text.Open();
        if (text.TryClose((byte)'}')) return null;
        do
        {
            JsonString key = text.ReadKey();
            int rank = Array.IndexOf(s_messageKeys, Decode(text, key).ToLowerInvariant());
            string? message = MessageOf(ref text);
            if (rank >= 0 && rank < bestRank && message is not null) (best, bestRank) = (message, rank);
        }
        while (text.NextItem((byte)'}'));
        return best;
    }

    private static string Excerpt(JsonText text, int offset) => Shorten(Encoding.UTF8.GetString(text.Bytes[offset..Math.Min(text.Position, offset + (4 * MaxChars))]));

    private static string Decode(JsonText text, JsonString value)
    {
        // Cut as it is written, which is never shorter, but not within an escape or a character: those before the cut stay whole, and what is shown is shortened again.
        ReadOnlySpan<byte> raw = text.Raw(value);
        if (!value.Escaped) return Shorten(Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 4 * MaxChars)]));
        using var unescaped = new UnescapedText(raw);
        return Shorten(Encoding.UTF8.GetString(unescaped.Bytes[..Math.Min(unescaped.Bytes.Length, 4 * MaxChars)]));
    }

    private static string Shorten(string message) => message.Length <= MaxChars ? message : message[..MaxChars];
}
