using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scoring.Http.Answers;

/// <summary>What an error body says, in whatever form it says it.</summary>
internal static partial class ErrorText
{
    /// <summary>As much of a message as is shown.</summary>
    private const int MaxCharacters = 500;

    /// <summary>As much of a body as is looked at.</summary>
    private const int MaxBytes = 1 << 16;

    /// <summary>JSON within JSON strings is read so deep.</summary>
    private const int MaxLevels = 4;

    /// <summary>Where servers put their message, the most telling first.</summary>
    private static readonly string[] s_keys = ["message", "Message", "error", "detail", "error_message", "title", "reason", "errors"];

    /// <summary>Where they put a short code beside it.</summary>
    private static readonly string[] s_codes = ["code", "error_code", "type"];

    /// <summary>The message; empty when there is none.</summary>
    public static string MessageOf(ReadOnlySpan<byte> body)
    {
        string text = TextOf(body[..Math.Min(body.Length, MaxBytes)]).Trim();
        if (text.Length == 0) return "";
        string? message = text[0] is '{' or '[' or '"' ? OfJson(text, 0) : null;
        return Shorten(message ?? (text[0] == '<' ? OfMarkup(text) : text), MaxCharacters);
    }

    /// <summary>The beginning of a body, for <see cref="ScoringException.ResponseExcerpt"/>.</summary>
    public static string? ExcerptOf(ReadOnlySpan<byte> body)
    {
        string text = Shorten(TextOf(body[..Math.Min(body.Length, 4 * MaxCharacters)]), 2 * MaxCharacters);
        return text.Length == 0 ? null : text;
    }

    private static string TextOf(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body);

    private static string? OfJson(string text, int level)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return OfElement(document.RootElement, level);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? OfElement(JsonElement element, int level) => level > MaxLevels
        ? null
        : element.ValueKind switch
        {
            JsonValueKind.String => OfString(element.GetString()!, level),
            JsonValueKind.Object => OfObject(element, level),
            JsonValueKind.Array => OfArray(element, level),
            _ => null,
        };

    private static string? OfString(string text, int level) =>
        text.Length > 0 && text[0] is '{' or '[' ? OfJson(text, level + 1) ?? text : string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? OfObject(JsonElement element, int level)
    {
        string? message = FirstOf(element, s_keys, level);
        string? code = FirstOf(element, s_codes, level);
        string? inner = element.TryGetProperty("details", out JsonElement details) ? OfElement(details, level + 1) : null;
        string joined = string.Join(": ", new[] { code, message, inner }.Where(static part => part is not null).Distinct());
        return joined.Length == 0 ? null : joined;
    }

    private static string? FirstOf(JsonElement element, string[] keys, int level)
    {
        foreach (string key in keys)
        {
            if (element.TryGetProperty(key, out JsonElement value) && OfElement(value, level + 1) is { } message) return message;
        }

        return null;
    }

    /// <summary>FastAPI lists what is wrong, as do others: the first says enough. Where its message has a place, that is told too.</summary>
    private static string? OfArray(JsonElement element, int level)
    {
        if (element.GetArrayLength() == 0) return null;
        JsonElement first = element[0];
        if (first.ValueKind == JsonValueKind.Object && first.TryGetProperty("msg", out JsonElement message))
            return first.TryGetProperty("loc", out JsonElement place) ? $"{message}: {place}" : message.ToString();
        return OfElement(first, level + 1);
    }

    /// <summary>The title of a page, or its text where it has none.</summary>
    private static string OfMarkup(string text)
    {
        Match title = Title().Match(text);
        return title.Success ? title.Groups[1].Value : Markup().Replace(text, " ");
    }

    /// <summary>One line without control characters, cut between characters.</summary>
    private static string Shorten(string text, int most)
    {
        string line = Spaces().Replace(text, " ").Trim();
        if (line.Length <= most) return line;
        int cut = char.IsHighSurrogate(line[most - 1]) ? most - 1 : most;
        return $"{line[..cut]}…";
    }

    [GeneratedRegex(@"<title[^>]*>\s*([^<]*?)\s*</title>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Title();

    [GeneratedRegex("<(style|script)[^>]*>[^<]*</(style|script)>|<[^>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
