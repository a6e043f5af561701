using Scoring.Tuning.Knees;

namespace Scoring.Tests.Tuning.Knees;

public class EfficiencyKneeTests
{
    [Fact]
    public void Knee_of_a_line_is_where_ninety_percent_are_reached()
    {
        int[] rows = [.. Enumerable.Range(1, 1000)];
        double[] seconds = [.. rows.Select(static b => 2 + (0.1 * b))];

        int expected = rows.First(b => b / (2 + (0.1 * b)) >= 0.9 * 1000 / 102);

        Assert.Equal(expected, Math.Ceiling(EfficiencyKnee.Find(new TimeCurve(rows, seconds)) - 1e-9));
    }

    [Fact]
    public void Knee_between_two_sizes_is_interpolated()
    {
        // Rates 1, 4, 4: 3.6 lies at 100^(ln 3.6 / ln 4).
        double knee = EfficiencyKnee.Find(new TimeCurve([1, 100, 200], [1, 25, 50]));

        Assert.Equal(Math.Pow(100, Math.Log(3.6) / Math.Log(4)), knee, 1e-9);
    }

    [Fact]
    public void Knee_is_the_smallest_size_where_that_is_as_good_as_any() =>
        Assert.Equal(1, EfficiencyKnee.Find(new TimeCurve([1, 10, 100], [1, 10, 105])));

    [Fact]
    public void Other_definitions_answer_on_a_hockey_stick()
    {
        int[] rows = [1, 8, 32, 64, 128, 200, 256, 320, 500, 700, 1000, 2000];
        double[] seconds = [.. rows.Select(static b => 10 + (0.001 * b) + (0.1 * Math.Max(0, b - 256)))];
        var curve = new TimeCurve(rows, seconds);

        Assert.InRange(TwoSegments.Find(curve)!.Value, 200, 256);
        Assert.Equal(256, Kneedle.Find(curve));
        Assert.InRange(LatencyKnee.Find(curve), 256, 320);
        Assert.InRange(ElasticityKnee.Find(curve)!.Value, 200, 1000);
    }

    [Fact]
    public void One_line_has_no_second_segment()
    {
        int[] rows = [1, 8, 32, 64, 128, 256, 512, 1024];

        Assert.Null(TwoSegments.Find(new TimeCurve(rows, [.. rows.Select(static b => 3 + (0.2 * b))])));
    }
}
