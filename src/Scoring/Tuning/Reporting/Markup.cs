using System.Text;

namespace Scoring.Tuning.Reporting;

/// <summary>Text as it may stand in HTML and XML, between tags and in quoted attributes.</summary>
internal static class Markup
{
    private const char Replacement = '\ufffd';

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) escaped.Append(text[i++]).Append(text[i]);
            else Append(escaped, text[i]);
        }

        return escaped.ToString();
    }

    /// <summary>JSON as it may stand in a script element: nothing in it can end the element.</summary>
    public static string EscapeScriptData(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal).Replace("\u2028", "\\u2028", StringComparison.Ordinal).Replace("\u2029", "\\u2029", StringComparison.Ordinal);

    private static void Append(StringBuilder escaped, char character) => _ = character switch
    {
        '&' => escaped.Append("&amp;"),
        '<' => escaped.Append("&lt;"),
        '>' => escaped.Append("&gt;"),
        '"' => escaped.Append("&quot;"),
        '\'' => escaped.Append("&#39;"),
        '\t' or '\n' or '\r' => escaped.Append(character),
        // XML has no way to write these, not even escaped.
        < ' ' or '\ufffe' or '\uffff' => escaped.Append(Replacement),
        _ when char.IsSurrogate(character) => escaped.Append(Replacement),
        _ => escaped.Append(character),
    };
}
