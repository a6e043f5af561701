using Scoring.Tuning.Statistics;

namespace Scoring.Tuning.Knees;

/// <summary>A smooth curve through noisy times: as smooth as the noise allows, so that steps and bends stay which it does not explain.</summary>
/// <remarks>
/// Ninety percent of the best rate is reached at an angle of one percent of the rate for ten of the rows: no point by itself is known so well, many together are. Around each point a line is laid through the logarithms, after a
/// <see cref="LineTrend"/> was taken out of them; over the widest stretch on which it fits as well as the errors of the points let expect (Lepski, "On a problem of adaptive estimation in Gaussian white noise", 1990). Where none fits the
/// point stays as it is.
/// </remarks>
internal sealed class CurveFit
{
    /// <summary>A line that is worse than this does not fit.</summary>
    private const double Fits = 1.5;

    private readonly double[] _trend;
    private readonly (int First, double[] Weights)[] _weights;
    private readonly double[] _logarithms;

    private CurveFit(int[] rows, double[][] times, double[] trend, (int, double[])[] weights, double[] medians, double[] errors)
    {
        (Rows, Times, _trend, _weights) = (rows, times, trend, weights);
        _logarithms = new double[rows.Length];
        Seconds = new double[rows.Length];
        Smooth(medians, Seconds);
        Errors = [.. _weights.Select(one => Math.Sqrt(one.Item2.Select((weight, i) => weight * errors[one.Item1 + i]).Sum(static error => error * error)))];
    }

    /// <summary>The sizes, ascending.</summary>
    public int[] Rows { get; }

    /// <summary>Of each size the times that the curve is laid through, ascending: those that were disturbed are not among them.</summary>
    public double[][] Times { get; }

    /// <summary>The curve's times.</summary>
    public double[] Seconds { get; }

    /// <summary>Their standard errors, as parts of them.</summary>
    public double[] Errors { get; }

    public TimeCurve Curve => new(Rows, Seconds);

    /// <summary>Sizes up to these many times smaller or larger count, the widest first: nearly all of them where one line fits all.</summary>
    private static ReadOnlySpan<double> Widths => [1000, 9, 4, 2.5, 1.7, 1.3];

    /// <param name="rows">The sizes, ascending, no two alike.</param>
    /// <param name="measured">Of each size the times, 1 or more, ascending.</param>
    public static CurveFit Of(ReadOnlySpan<int> rows, ReadOnlySpan<double[]> measured)
    {
        double[][] times = Disturbances.LeaveOut(measured);
        double[] medians = new double[rows.Length], trend = new double[rows.Length], x = new double[rows.Length], y = new double[rows.Length], errors = MedianErrors.Of(times);
        for (int i = 0; i < rows.Length; i++) medians[i] = Quantile.MedianOfSorted(times[i]);
        var line = LineTrend.Of(rows, medians);
        for (int i = 0; i < rows.Length; i++)
        {
            trend[i] = Math.Log(line.At(rows[i]));
            (x[i], y[i]) = (Math.Log(rows[i]), Math.Log(medians[i]) - trend[i]);
        }

        var local = new LocalLine(x, errors);
        var weights = new (int, double[])[rows.Length];
        for (int i = 0; i < rows.Length; i++) weights[i] = Widest(local, y, i);
        return new CurveFit(rows.ToArray(), times, trend, weights, medians, errors);
    }

    /// <summary>The curve through other times of the same sizes, smoothed in the same places.</summary>
    /// <param name="medians">The times.</param>
    /// <param name="seconds">Becomes the curve; may be the same memory.</param>
    public void Smooth(ReadOnlySpan<double> medians, Span<double> seconds)
    {
        for (int i = 0; i < medians.Length; i++) _logarithms[i] = Math.Log(medians[i]) - _trend[i];
        for (int i = 0; i < medians.Length; i++)
        {
            (int first, double[] weights) = _weights[i];
            double sum = _trend[i];
            for (int j = 0; j < weights.Length; j++) sum += weights[j] * _logarithms[first + j];
            seconds[i] = Math.Exp(sum);
        }
    }

    private static (int First, double[] Weights) Widest(LocalLine local, double[] y, int at)
    {
        foreach (double width in Widths)
        {
            local.Fit(y, at, Math.Log(width));
            if (local.Misfit <= Fits) return local.Weights();
        }

        return (at, [1]);
    }
}
