using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

/// <summary>Rows per second over about the last one.</summary>
public class ArrivalRateTests
{
    private readonly ArrivalRate _rate = new();

    [Fact]
    public void Nothing_is_known_at_first()
    {
        _rate.Add(1000);

        Assert.Equal(0, _rate.At(17));
        Assert.Equal(0, _rate.At(17));
    }

    [Theory]
    [InlineData(0.001, 5)]
    [InlineData(0.1, 1)]
    [InlineData(3, 60)]
    public void Steady_rate_is_found_however_often_it_is_asked_for(double each, int rows)
    {
        _rate.At(0);
        for (int i = 1; i <= 20; i++)
        {
            _rate.Add(rows);
            Assert.Equal(rows / each, _rate.At(i * each), 1e-6);
        }
    }

    [Fact]
    public void What_was_is_forgotten_in_seconds()
    {
        _rate.At(0);
        _rate.Add(1000);
        double busy = _rate.At(1);

        Assert.InRange(_rate.At(2), 0.2 * busy, 0.5 * busy);
        Assert.InRange(_rate.At(6), 0, 0.01 * busy);
    }

    [Fact]
    public void Rows_of_one_moment_count_with_the_time_after_it()
    {
        _rate.At(0);
        _rate.Add(3);
        Assert.Equal(0, _rate.At(0));
        Assert.Equal(30, _rate.At(0.1), 1e-6);
    }
}
