namespace Scoring.DependencyInjection;

/// <summary>How much two names differ.</summary>
internal static class EditDistance
{
    /// <summary>The least number of letters to insert, to take out or to replace so that one name becomes the other; the case of letters does not matter.</summary>
    /// <remarks>Levenshtein's distance, by the rows of Wagner and Fischer, "The String-to-String Correction Problem", 1974.</remarks>
    public static int Between(string from, string to)
    {
        int[] above = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 0; i < from.Length; i++)
        {
            int[] row = new int[above.Length];
            row[0] = i + 1;
            for (int j = 0; j < to.Length; j++)
            {
                int replaced = above[j] + (char.ToUpperInvariant(from[i]) == char.ToUpperInvariant(to[j]) ? 0 : 1);
                row[j + 1] = Math.Min(replaced, Math.Min(above[j + 1], row[j]) + 1);
            }

            above = row;
        }

        return above[^1];
    }
}
