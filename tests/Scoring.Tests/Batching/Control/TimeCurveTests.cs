using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class TimeCurveTests
{
    [Fact]
    public void Empty_curve_knows_nothing_and_is_not_a_number_nowhere()
    {
        var curve = new TimeCurve();
        curve.Rebuild([], default, spread: 0);

        Assert.Equal((0, 0, 0, 0, 0), (curve.Count, curve.TimeOf(10), curve.KnownBelow(10), curve.PerRow, curve.PerRequest));
        Assert.False(curve.HasSizeNear(10, 0.5));
    }

    [Fact]
    public void Exact_line_is_found_between_and_beyond_known_sizes()
    {
        TimeCurve curve = Create([(8, 1.8, 3), (16, 2.6, 3), (64, 7.4, 3)]);

        Assert.Equal(0.1, curve.PerRow, 9);
        Assert.Equal(1, curve.PerRequest, 9);
        foreach (int rows in new[] { 1, 8, 12, 50, 64, 1000 }) Assert.Equal(1 + (0.1 * rows), curve.TimeOf(rows), 6);
    }

    [Fact]
    public void KnownBelow_is_the_time_of_the_largest_size_that_is_not_larger()
    {
        TimeCurve curve = Create([(8, 1, 1), (16, 2, 1)]);

        Assert.Equal([0, 1, 1, 2, 2], new double[] { 7, 8, 15, 16, 99 }.Select(curve.KnownBelow).Select(static time => Math.Round(time, 9)));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, true)]
    [InlineData(99, true)]
    [InlineData(103, false)]
    [InlineData(97, false)]
    public void HasSizeNear_looks_to_both_sides(int rows, bool isNear) => Assert.Equal(isNear, Create([(50, 1, 1), (100, 2, 1), (200, 3, 1)]).HasSizeNear(rows, 0.02));

    [Fact]
    public void Times_are_pooled_as_by_the_min_max_formula() => Properties.Check<int>(static seed =>
    {
        (double Size, double Time, int Count)[] points = Points(seed);
        TimeCurve curve = Create(points);

        for (int i = 0; i < points.Length; i++) Assert.Equal(1, curve.Times[i] / MinMax(points, i), 9);
    });

    [Fact]
    public void Times_never_fall_with_size_and_lie_between_those_of_the_neighbours() => Properties.Check<int>(static seed =>
    {
        (double Size, double Time, int Count)[] points = Points(seed);
        TimeCurve curve = Create(points);

        double before = 0;
        for (double rows = 1; rows < 2 * points[^1].Size; rows += 0.5 + (rows / 50))
        {
            double time = curve.TimeOf(rows);
            Assert.True(double.IsFinite(time) && time > 0 && time >= before * (1 - 1e-12), $"{time} after {before} at {rows} rows.");
            Assert.True(time >= curve.KnownBelow(rows) * (1 - 1e-12));
            int above = Array.FindIndex(points, point => point.Size >= rows);
            if (above >= 0) Assert.True(time <= curve.Times[above] * (1 + 1e-12));
            before = time;
        }
    });

    /// <summary>R. E. Barlow and others, Statistical Inference under Order Restrictions, 1972: the largest over starts of the smallest over ends of the means.</summary>
    private static double MinMax((double Size, double Time, int Count)[] points, int at) => Enumerable.Range(0, at + 1)
        .Max(start => Enumerable.Range(at, points.Length - at).Min(end => Mean(points[start..(end + 1)])));

    private static double Mean((double Size, double Time, int Count)[] points) => points.Sum(static point => point.Time * point.Count) / points.Sum(static point => point.Count);

    private static (double Size, double Time, int Count)[] Points(int seed)
    {
        var random = new NoisyTimes(seed);
        return [.. Enumerable.Range(0, random.Next(1, 25)).Select(i => ((i + 1) * 7.5, (0.01 + (0.002 * i)) * random.LogNormal(0.5), random.Next(1, 21)))];
    }

    private static TimeCurve Create((double Size, double Time, int Count)[] points)
    {
        var curve = new TimeCurve();
        curve.Rebuild([.. points.Select(static point => SizeBucket.Of(point.Size, Math.Log(point.Time), point.Count))], default, spread: 0);
        return curve;
    }
}
