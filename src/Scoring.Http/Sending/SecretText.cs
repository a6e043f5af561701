namespace Scoring.Http.Sending;

/// <summary>Blots out a secret in texts that are shown.</summary>
internal static class SecretText
{
    /// <summary>A shorter secret may be an ordinary word, or the beginning of one.</summary>
    private const int LeastDistinctive = 8;

    private const string Blot = "***";

    /// <summary>A text without the secret.</summary>
    /// <param name="text">The text.</param>
    /// <param name="secret">What must not be seen.</param>
    /// <param name="isForeign">Whether somebody else may have written it. In our own words a short secret is a word like others; in those of a server it is blotted out wherever it stands alone.</param>
    public static string Remove(string text, string secret, bool isForeign)
    {
        if (secret.Length >= LeastDistinctive) return text.Replace(secret, Blot, StringComparison.Ordinal);
        return isForeign && secret.Length > 0 ? RemoveWords(text, secret) : text;
    }

    private static string RemoveWords(string text, string secret)
    {
        for (int at = 0; (at = text.IndexOf(secret, at, StringComparison.Ordinal)) >= 0;)
        {
            int end = at + secret.Length;
            if (IsPartOfWord(text, at - 1, at) || IsPartOfWord(text, end, end - 1))
            {
                at++;
                continue;
            }

            text = string.Concat(text.AsSpan(0, at), Blot, text.AsSpan(end));
            at += Blot.Length;
        }

        return text;
    }

    /// <summary>Whether the secret goes on as a word outside of itself.</summary>
    private static bool IsPartOfWord(string text, int outside, int inside) =>
        (uint)outside < (uint)text.Length && char.IsLetterOrDigit(text[outside]) && char.IsLetterOrDigit(text[inside]);
}
