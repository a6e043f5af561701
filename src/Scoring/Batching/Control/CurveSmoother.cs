namespace Scoring.Batching.Control;

/// <summary>Lets each known size learn from those nearby: the more, the fewer samples it has and the better a line fits them all.</summary>
/// <remarks>
/// Empirical Bayes (B. Efron and C. Morris, Stein's estimation rule and its competitors, Journal of the American Statistical Association 68, 1973): times are drawn towards a line through the sizes nearby. How far
/// follows from how well that line fits: nearly to it where it does, and hardly at all around a bend. Without this the best of many sizes is mostly the one whose last batches were fast by chance.
/// </remarks>
internal sealed class CurveSmoother
{
    /// <summary>Sizes up to so many times larger or smaller are nearby.</summary>
    private const double Nearby = 2;

    /// <summary>With fewer sizes nearby nothing shows how well a line fits.</summary>
    private const int MinSizes = 5;

    /// <summary>A size that is off by more of its standard errors counts no more than this.</summary>
    private const double MaxErrors = 4;

    private readonly double[] _smooth = new double[SizeBuckets.Count];

    /// <summary>One over the time of each size: errors are relative, and there is much to divide.</summary>
    private readonly double[] _inverse = new double[SizeBuckets.Count];

    /// <summary>Replaces the times of sizes.</summary>
    /// <param name="sizes">Ascending.</param>
    /// <param name="times">Their times.</param>
    /// <param name="samples">What each is worth, in samples.</param>
    /// <param name="spread">The spread of the logarithm of a single time; 0 where times are exact.</param>
    public void Smooth(ReadOnlySpan<double> sizes, Span<double> times, ReadOnlySpan<double> samples, double spread)
    {
        if (times.Length < MinSizes || spread == 0) return;
        for (int i = 0; i < times.Length; i++) _inverse[i] = 1 / times[i];
        int start = 0, end = 0;
        for (int i = 0; i < times.Length; i++)
        {
            while (sizes[start] * Nearby < sizes[i]) start++;
            while (end < times.Length && sizes[end] <= Nearby * sizes[i]) end++;
            _smooth[i] = end - start < MinSizes ? times[i] : SmoothOne(sizes[start..end], _inverse.AsSpan(start, end - start), samples[start..end], i - start, spread * spread);
        }

        _smooth.AsSpan(0, times.Length).CopyTo(times);
    }

    private static double SmoothOne(ReadOnlySpan<double> sizes, ReadOnlySpan<double> inverse, ReadOnlySpan<double> samples, int point, double variance)
    {
        (double perRequest, double perRow) = Line(sizes, inverse, samples);
        double squares = 0, all = 0, most = MaxErrors * MaxErrors * variance;
        for (int i = 0; i < sizes.Length; i++)
        {
            double error = ((perRequest + (perRow * sizes[i])) * inverse[i]) - 1;
            squares += Math.Min(samples[i] * error * error, most);
            all += samples[i];
        }

        // What noise does not explain is how far sizes are off the line by themselves.
        double misfit = Math.Max(0, (squares / (sizes.Length - 2)) - variance) * sizes.Length / all;
        double own = misfit / (misfit + (variance / samples[point]));
        double line = perRequest + (perRow * sizes[point]), seen = 1 / inverse[point];

        // A line through times that have nothing in common may fall below nothing.
        return line > 0 ? (own * seen) + ((1 - own) * line) : seen;
    }

    /// <summary>Least squares of the relative error.</summary>
    private static (double PerRequest, double PerRow) Line(ReadOnlySpan<double> sizes, ReadOnlySpan<double> inverse, ReadOnlySpan<double> samples)
    {
        double w = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            double relative = samples[i] * inverse[i], weight = relative * inverse[i];
            w += weight;
            x += weight * sizes[i];
            y += relative;
            xx += weight * sizes[i] * sizes[i];
            xy += relative * sizes[i];
        }

        double spread = (w * xx) - (x * x);
        double perRow = spread <= 1e-9 * w * xx ? 0 : Math.Max(0, ((w * xy) - (x * y)) / spread);
        return ((y - (perRow * x)) / w, perRow);
    }
}
