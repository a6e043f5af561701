namespace Scoring.Tuning.Reporting.Charts;

/// <summary>Round numbers for axes.</summary>
internal static class Ticks
{
    private const double Tolerance = 1e-9;

    private static readonly int[][] s_multiples = [[1, 2, 5], [1, 3], [1]];

    /// <summary>1, 2 or 5 times a power of ten, so that no more steps than wanted reach a value.</summary>
    public static double RoundStep(double max, int mostSteps)
    {
        double rough = Math.Max(max, 1e-9) / Math.Max(1, mostSteps), power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * ((rough / power) - Tolerance) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    public static IReadOnlyList<double> Linear(double from, double to, int most)
    {
        double step = RoundStep(to - from, most);
        double first = Math.Ceiling((from / step) - Tolerance), last = Math.Floor((to / step) + Tolerance);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(index => (first + index) * step)];
    }

    /// <summary>The densest of 1-2-5, 1-3, decades, every second decade, … that is not too dense.</summary>
    public static IReadOnlyList<double> Logarithmic(double from, double to, int most)
    {
        double[] ticks = DensestThatFits(from, to, Math.Max(2, most));
        return ticks.Length >= 3 || to / from > 100 ? ticks : Linear(from, to, Math.Max(2, most));
    }

    private static double[] DensestThatFits(double from, double to, int most)
    {
        foreach (int[] multiples in s_multiples)
        {
            double[] ticks = InDecades(from, to, multiples, everyNth: 1);
            if (ticks.Length <= most) return ticks;
        }

        for (int everyNth = 2; ; everyNth++)
        {
            double[] ticks = InDecades(from, to, [1], everyNth);
            if (ticks.Length <= most) return ticks;
        }
    }

    private static double[] InDecades(double from, double to, int[] multiples, int everyNth)
    {
        int first = (int)Math.Floor(Math.Log10(from) - Tolerance), last = (int)Math.Floor(Math.Log10(to) + Tolerance);
        return
        [
            .. Enumerable.Range(first, last - first + 1)
                .Where(decade => decade % everyNth == 0)
                .SelectMany(decade => multiples.Select(multiple => multiple * Math.Pow(10, decade)))
                .Where(value => value >= from * (1 - Tolerance) && value <= to * (1 + Tolerance)),
        ];
    }
}
