using Scoring.Tuning.Reporting;

namespace Scoring.Tests.Tuning.Reporting;

/// <summary>Numbers are rounded to what can be read at a glance.</summary>
public class FiguresTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.000_042, "42 µs")]
    [InlineData(0.000_999_9, "1 ms")]
    [InlineData(0.013_04, "13 ms")]
    [InlineData(0.4567, "457 ms")]
    [InlineData(0.9996, "1 s")]
    [InlineData(41.26, "41.3 s")]
    public void Duration_has_three_digits_and_a_unit(double seconds, string expected) => Assert.Equal(expected, Figures.Duration(seconds));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.25, "0.25")]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1k")]
    [InlineData(226_900, "227k")]
    [InlineData(1_234_567, "1.23M")]
    [InlineData(2.5e9, "2.5G")]
    public void Short_number_has_three_digits(double value, string expected) => Assert.Equal(expected, Figures.Short(value));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.000_001_3, "0.00130")]
    [InlineData(0.000_042, "0.0420")]
    [InlineData(0.000_42, "0.420")]
    [InlineData(0.002, "2.00")]
    [InlineData(0.0123, "12.3")]
    [InlineData(1.2346, "1,235")]
    public void Milliseconds_of_a_column_have_three_digits(double seconds, string expected) => Assert.Equal(expected, Figures.Milliseconds(seconds));
}
