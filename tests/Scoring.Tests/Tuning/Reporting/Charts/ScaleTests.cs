using Scoring.Tuning.Reporting.Charts;

namespace Scoring.Tests.Tuning.Reporting.Charts;

/// <summary>Values lie where an axis says, and the numbers on it are round.</summary>
public class ScaleTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(25, 0.25)]
    [InlineData(100, 1)]
    [InlineData(140, 1)]
    [InlineData(-3, 0)]
    public void Value_on_a_linear_axis_has_its_share(double value, double expected) => Assert.Equal(expected, new Scale(0, 100, IsLogarithmic: false).Position(value), 1e-12);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(10, 1.0 / 3)]
    [InlineData(1000, 1)]
    [InlineData(0, 0)]
    public void Value_on_a_logarithmic_axis_has_the_share_of_its_logarithm(double value, double expected) => Assert.Equal(expected, new Scale(1, 1000, IsLogarithmic: true).Position(value), 1e-12);

    [Theory]
    [InlineData(7.3, 8)]
    [InlineData(1, 1)]
    [InlineData(226_900, 250_000)]
    public void Axis_from_zero_ends_with_a_round_number(double max, double end) => Assert.Equal(end, Scale.FromZero(max).To, end * 1e-9);

    [Fact]
    public void Linear_ticks_are_multiples_of_a_round_step() => Assert.Equal([0, 20, 40, 60, 80], Ticks.Linear(0, 99, 5).Select(static tick => Math.Round(tick, 9)));

    [Theory]
    [InlineData(1, 2000, 12, new double[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000 })]
    [InlineData(1, 2000, 8, new double[] { 1, 3, 10, 30, 100, 300, 1000 })]
    [InlineData(1, 2000, 5, new double[] { 1, 10, 100, 1000 })]
    [InlineData(1, 1e8, 5, new[] { 1, 1e2, 1e4, 1e6, 1e8 })]
    [InlineData(40, 70, 6, new double[] { 40, 45, 50, 55, 60, 65, 70 })]
    public void Logarithmic_ticks_are_as_dense_as_there_is_room(double from, double to, int most, double[] expected) =>
        Assert.Equal(expected, Ticks.Logarithmic(from, to, most).Select(static tick => Math.Round(tick, 9)));

    [Fact]
    public void Ticks_are_in_range_ascending_and_not_too_many()
    {
        var random = new Random(7);
        for (int i = 0; i < 2000; i++)
        {
            double from = Math.Pow(10, (random.NextDouble() * 12) - 6), to = from * (1.05 + Math.Pow(10, (random.NextDouble() * 6) - 2));
            int most = random.Next(2, 12);
            IReadOnlyList<double> ticks = new Scale(from, to, random.Next(2) == 0).GetTicks(most);

            Assert.All(ticks, tick => Assert.InRange(tick, from * (1 - 1e-6), to * (1 + 1e-6)));
            Assert.True(ticks.Zip(ticks.Skip(1)).All(static pair => pair.First < pair.Second), $"seed 7, axis {from} to {to}: {string.Join(' ', ticks)}");
            Assert.True(ticks.Count <= (2 * most) + 1, $"seed 7, axis {from} to {to}: {ticks.Count} ticks instead of {most}");
        }
    }

    [Fact]
    public void Axis_of_one_value_or_none_has_an_extent()
    {
        Assert.Equal(0.5, Scale.Logarithmic([200]).Position(200), 1e-9);
        Assert.True(Scale.Logarithmic([]).To > Scale.Logarithmic([]).From);
        Assert.True(Scale.Fitting([]).To > 0);
        Assert.True(Scale.FromZero(0).To > 0);
    }

    [Fact]
    public void Axis_is_logarithmic_where_values_lie_far_apart()
    {
        Assert.True(Scale.Fitting([0.001, 0.02]).IsLogarithmic);
        Assert.False(Scale.Fitting([0.004, 0.02]).IsLogarithmic);
    }

    [Fact]
    public void Text_is_broken_into_lines_that_fit()
    {
        IReadOnlyList<string> lines = LineBreaks.Break("Send up to 500 rows per request, 4 requests at a time", 120, 12);

        Assert.Equal("Send up to 500 rows per request, 4 requests at a time", string.Join(' ', lines));
        Assert.All(lines, static line => Assert.InRange(TextWidths.Measure(line, 12), 1, 120));
    }
}
