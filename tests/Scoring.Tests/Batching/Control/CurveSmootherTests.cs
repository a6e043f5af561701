using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

/// <summary>The best of many noisy figures is better than it is: sizes nearby tell how much.</summary>
public class CurveSmootherTests
{
    private const double Noise = 0.1;
    private static readonly double[] s_sizes = [16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256];

    [Fact]
    public void Sizes_on_a_line_are_known_better_than_by_their_own_samples()
    {
        double own = 0, smooth = 0;
        for (int seed = 1; seed <= 40; seed++)
        {
            double[] noisy = Noisy(seed, Line), smoothed = Smooth(noisy, samples: 4);
            own += MeanSquare(noisy, Line);
            smooth += MeanSquare(smoothed, Line);
        }

        Assert.True(smooth < 0.5 * own, $"Square of the relative error {smooth / 40:0.00000}, by own samples {own / 40:0.00000}.");
    }

    [Fact]
    public void Bend_is_kept()
    {
        double[] exact = [.. s_sizes.Select(Bent)];
        double[] smoothed = Smooth(exact, samples: 20, noise: 0.02);

        foreach ((double time, double expected) in smoothed.Zip(exact)) Assert.InRange(time, 0.97 * expected, 1.03 * expected);
    }

    [Fact]
    public void Size_that_a_pause_met_is_drawn_to_its_neighbours()
    {
        double[] times = [.. s_sizes.Select(Line)];
        double[] samples = [.. times.Select(static _ => 20.0)];
        (times[6], samples[6]) = (2 * times[6], 1);
        new CurveSmoother().Smooth(s_sizes, times, samples, 0.05);

        Assert.InRange(times[6], Line(s_sizes[6]), 1.5 * Line(s_sizes[6]));
        Assert.InRange(times[7], 0.98 * Line(s_sizes[7]), 1.02 * Line(s_sizes[7]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Few_sizes_stay_as_they_are(int count)
    {
        double[] times = [.. s_sizes[..count].Select(static size => size * size)];
        new CurveSmoother().Smooth(s_sizes.AsSpan(0, count), times, new double[count], Noise);

        Assert.Equal(s_sizes[..count].Select(static size => size * size), times);
    }

    [Fact]
    public void Sizes_that_are_padded_to_the_same_share_a_time()
    {
        double[] sizes = [64, 64, 64, 64, 64, 64], times = [1.05, 0.95, 1.02, 0.98, 1.01, 0.99];
        new CurveSmoother().Smooth(sizes, times, [4, 4, 4, 4, 4, 4], Noise);

        Assert.All(times, static time => Assert.InRange(time, 0.99, 1.01));
    }

    private static double Line(double size) => 0.01 + (0.0002 * size);

    private static double Bent(double size) => 0.01 + (0.001 * Math.Max(0, size - 64));

    private static double[] Noisy(int seed, Func<double, double> exact)
    {
        var random = new NoisyTimes(seed);
        return [.. s_sizes.Select(size => exact(size) * random.LogNormal(Noise / 2))];
    }

    private static double[] Smooth(double[] times, double samples, double noise = Noise)
    {
        double[] smooth = [.. times];
        new CurveSmoother().Smooth(s_sizes, smooth, [.. times.Select(_ => samples)], noise);
        return smooth;
    }

    private static double MeanSquare(double[] times, Func<double, double> exact) => times.Zip(s_sizes, (time, size) => Math.Pow((time / exact(size)) - 1, 2)).Average();
}
