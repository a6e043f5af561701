using Scoring.Tuning;

namespace Scoring.Tool.Comparison;

/// <summary>Compares a sweep with an earlier one, at the settings that both have measured.</summary>
/// <remarks>
/// At each setting the rates of the rounds are compared by their ranks (<see cref="MannWhitney"/>) with those of the baseline times what is left of them when they fall by as much as is allowed. So it is
/// worse where it is so by more than that, and not by chance; and since there are several settings, their probabilities are adjusted (<see cref="Holm"/>).
/// </remarks>
internal static class BaselineComparison
{
    /// <param name="now">What was measured.</param>
    /// <param name="before">What the baseline has.</param>
    /// <param name="allowed">By which part rows per second may fall.</param>
    /// <returns>By requests in flight and rows; empty where the two have no setting in common.</returns>
    public static IReadOnlyList<SettingChange> Compare(IEnumerable<TuningPoint> now, IEnumerable<TuningPoint> before, double allowed)
    {
        Dictionary<(int, int), TuningPoint> known = before.Where(HasRounds).ToDictionary(static point => (point.Rows, point.ParallelRequests));
        (TuningPoint Now, TuningPoint Before)[] pairs = [.. now.Where(HasRounds).Where(point => known.ContainsKey((point.Rows, point.ParallelRequests)))
            .Select(point => (point, known[(point.Rows, point.ParallelRequests)]))];
        double[] adjusted = Holm.Adjust([.. pairs.Select(pair => MannWhitney.ProbabilityOfLess(Rates(pair.Now, 1), Rates(pair.Before, 1 - allowed)))]);
        return [.. pairs.Select((pair, i) => new SettingChange(pair.Now.Rows, pair.Now.ParallelRequests, pair.Before.RowsPerSecond, pair.Now.RowsPerSecond, adjusted[i]))];
    }

    private static bool HasRounds(TuningPoint point) => point.RoundSeconds.Length > 0;

    private static double[] Rates(TuningPoint point, double factor) => [.. point.RoundSeconds.Select(seconds => factor * point.ParallelRequests * point.Rows / seconds)];
}
