using Scoring.Tuning.Knees;

namespace Scoring.Tests.Tuning.Knees;

public class RefinedSizesTests
{
    [Fact]
    public void Gap_around_the_knee_is_halved_until_it_is_narrow()
    {
        List<int> rows = [1, 8, 32, 50, 200, 500, 1000, 2000];
        int first = rows.Count;
        while (RefinedSizes.Next(CurveOf(rows, static b => 2 + (0.1 * b))) is { } next)
        {
            Assert.DoesNotContain(next, rows);
            rows.Add(next);
            rows.Sort();
        }

        TimeCurve curve = CurveOf(rows, static b => 2 + (0.1 * b));
        int passes = EfficiencyKnee.FirstThatPasses(curve, out _);
        Assert.InRange((double)rows[passes] / rows[passes - 1], 1, 1.08);
        Assert.InRange(rows.Count - first, 1, 8);
    }

    [Fact]
    public void Peak_between_two_sizes_is_looked_for()
    {
        List<int> rows = [1, 8, 32, 50, 200, 500, 1000, 2000];
        static double Thrashes(int b) => 12 + (0.06 * b) + (0.0004 * Math.Pow(Math.Max(0, b - 600), 2));
        while (RefinedSizes.Next(CurveOf(rows, Thrashes)) is { } next)
        {
            rows.Add(next);
            rows.Sort();
        }

        double best = Enumerable.Range(1, 2000).Max(static b => b / Thrashes(b));
        Assert.True(rows.Max(static b => b / Thrashes(b)) >= 0.98 * best);
    }

    [Fact]
    public void Sizes_are_multiples_of_powers_of_two() =>
        Assert.Equal(0, RefinedSizes.Next(CurveOf([1, 200, 500, 1000, 2000], static b => 20 + (0.05 * b)))!.Value % 128);

    [Fact]
    public void Nothing_is_refined_where_the_smallest_size_is_enough() =>
        Assert.Null(RefinedSizes.Next(CurveOf([1, 8, 32], static b => b)));

    private static TimeCurve CurveOf(List<int> rows, Func<int, double> seconds) => new(rows.ToArray(), rows.Select(seconds).ToArray());
}
