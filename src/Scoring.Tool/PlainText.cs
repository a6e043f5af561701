namespace Scoring.Tool;

/// <summary>Text of others in a message: on one line, and without what a terminal would obey.</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Any(char.IsControl) ? string.Concat(text.Select(static c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString())) : text;
    }
}
