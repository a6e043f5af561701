using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

/// <summary>A delay pays while b² is less than aλ, a row is to be expected in it, and nothing is late for it.</summary>
public class EarnedDelayTests
{
    private const double Never = double.PositiveInfinity;

    [Theory]
    [InlineData(1000, 1, 0.1, 10, 0.009)]
    [InlineData(1000, 9, 0.1, 10, 0.001)]
    [InlineData(1000, 10, 0.1, 10, 0)]
    [InlineData(1000, 1, 0.1, 0.005, 0.005)]
    [InlineData(1000, 1, 0.1, 0.0009, 0)]
    [InlineData(1000, 9, 0.0999, 10, 0.001)]
    [InlineData(0, 1, 0.1, 10, 0)]
    [InlineData(1000, 1, 0, 10, 0)]
    [InlineData(10, 1, 0.1, 10, 0)]
    [InlineData(11, 1, 0.1, 10, 1 / 11.0)]
    public void Delay_lasts_until_the_best_number_of_rows_has_come(double rate, int waiting, double perRequest, double longest, double expected) =>
        Assert.Equal(expected, EarnedDelay.Of(rate, waiting, perRequest, 0.001, longest, Never), 1e-9);

    [Theory]
    [InlineData(0.13, 0.009)]
    [InlineData(0.1190001, 0.009)]
    [InlineData(0.1189999, 0)]
    [InlineData(-1, 0)]
    public void Row_that_would_be_late_does_not_wait(double slack, double expected) => Assert.Equal(expected, EarnedDelay.Of(1000, 1, 0.1, 0.001, 1, slack), 1e-9);

    /// <summary>Against what it says it weighs: the saving of all rows of the larger request and the loss of those that wait.</summary>
    [Fact]
    public void Delay_is_chosen_exactly_where_it_saves_more_than_it_costs()
    {
        int seed = (int)Properties.Seed;
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++)
        {
            double rate = Math.Exp(random.NextDouble() * 10), perRequest = Math.Exp(-random.NextDouble() * 8), longest = Math.Exp(-random.NextDouble() * 8);
            int waiting = random.Next(1, 50);

            double delay = EarnedDelay.Of(rate, waiting, perRequest, 0, longest, Never);

            double tried = delay > 0 ? delay : longest, rows = waiting + (rate * tried);
            double saved = ((perRequest / waiting) - (perRequest / rows)) * rows, lost = tried * waiting;
            Assert.InRange(delay, 0, longest);
            if (delay > 0) Assert.True(saved > lost && rate * delay > 0.999999, $"A delay of {delay} s does not pay with seed {seed}, round {i}.");
            else Assert.True(saved <= lost * 1.000001 || rate * longest < 1, $"No delay though one pays with seed {seed}, round {i}.");
        }
    }
}
