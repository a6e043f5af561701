namespace Scoring.Tool.Input;

/// <summary>The name that a misspelt one was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>The nearest by edit distance, case and surrounding spaces counting little; null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string wanted = Normal(name);
        string? nearest = candidates.MinBy(candidate => Distance(wanted, Normal(candidate)));
        return nearest is not null && Distance(wanted, Normal(nearest)) <= Math.Max(1, wanted.Length / 3) ? nearest : null;
    }

    private static string Normal(string name) => name.Trim().ToUpperInvariant();

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that make one of the other.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int best = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                rows[i, j] = swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
            }
        }

        return rows[a.Length, b.Length];
    }
}
