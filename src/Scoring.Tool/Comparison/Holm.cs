namespace Scoring.Tool.Comparison;

/// <summary>Probabilities of several tests made as strict as one test is: S. Holm, A Simple Sequentially Rejective Multiple Test Procedure (1979).</summary>
internal static class Holm
{
    /// <summary>Each probability as it may be compared with the level of a single test, in the order given.</summary>
    public static double[] Adjust(IReadOnlyList<double> probabilities)
    {
        var adjusted = new double[probabilities.Count];
        double most = 0;
        int left = probabilities.Count;
        foreach (int index in Enumerable.Range(0, probabilities.Count).OrderBy(index => probabilities[index]))
        {
            most = Math.Max(most, Math.Min(1, left-- * probabilities[index]));
            adjusted[index] = most;
        }

        return adjusted;
    }
}
