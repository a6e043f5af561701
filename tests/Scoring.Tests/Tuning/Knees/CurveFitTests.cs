using Scoring.Tuning.Knees;

namespace Scoring.Tests.Tuning.Knees;

public class CurveFitTests
{
    private static readonly int[] s_rows = [1, 8, 16, 32, 50, 64, 96, 128, 160, 200, 256, 320, 500, 1000, 2000];

    [Fact]
    public void Noise_is_smoothed_away()
    {
        Func<int, double> truth = static b => 2 + (0.1 * b);

        (double[] Raw, CurveFit Fit)[] measured = [.. Enumerable.Range(1, 50).Select(seed => Measure(truth, noise: 0.05, seed))];

        double raw = measured.Average(one => Error(one.Raw, truth)), smooth = measured.Average(one => Error(one.Fit.Seconds, truth));
        Assert.True(smooth < 0.7 * raw, $"{smooth} of {raw}, seeds 1 to 50");
        Assert.InRange(measured.Average(static one => one.Fit.Errors.Average()), 0.5 * smooth, 2 * smooth);
    }

    [Fact]
    public void Steps_and_bends_stay()
    {
        Func<int, double> steps = static b => 16 + (12.8 * Math.Ceiling(b / 128.0)), bend = static b => 8 + (0.005 * b) + (0.1 * Math.Max(0, b - 256));

        Assert.InRange(Worst(Measure(steps, noise: 0.01, seed: 4).Fit.Seconds, steps), 0, 0.02);
        Assert.InRange(Worst(Measure(bend, noise: 0.01, seed: 5).Fit.Seconds, bend), 0, 0.02);
    }

    [Fact]
    public void Rounds_that_were_disturbed_do_not_bend_it()
    {
        Func<int, double> truth = static b => 2 + (0.1 * b);
        var random = new Random(6);
        double[][] times = [.. s_rows.Select((b, i) => Enumerable.Range(0, 9).Select(round => truth(b) * (1 + (0.01 * random.NextDouble())) * (round < (i == 9 ? 6 : 3) ? 1.6 : 1)).Order().ToArray())];

        Assert.InRange(Worst(CurveFit.Of(s_rows, times).Seconds, truth), 0, 0.02);
    }

    [Fact]
    public void Few_sizes_stay_as_they_are()
    {
        var fit = CurveFit.Of([50, 2000], [[1.0, 1.1, 1.2], [30.0, 31.0, 33.0]]);

        Assert.Equal(1.1, fit.Seconds[0], 1e-9);
        Assert.Equal(31, fit.Seconds[1], 1e-9);
    }

    private static (double[] Raw, CurveFit Fit) Measure(Func<int, double> truth, double noise, int seed)
    {
        var random = new Random(seed);
        double[][] times = [.. s_rows.Select(b => Enumerable.Range(0, 7).Select(_ => truth(b) * (1 + (2 * noise * (random.NextDouble() - 0.5)))).Order().ToArray())];
        return ([.. times.Select(static sorted => sorted[3])], CurveFit.Of(s_rows, times));
    }

    private static double Error(double[] seconds, Func<int, double> truth) => Math.Sqrt(seconds.Select((one, i) => Math.Pow((one / truth(s_rows[i])) - 1, 2)).Average());

    private static double Worst(double[] seconds, Func<int, double> truth) => seconds.Select((one, i) => Math.Abs((one / truth(s_rows[i])) - 1)).Max();
}
