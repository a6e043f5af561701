using Scoring.Tuning.Knees;

namespace Scoring.Tuning.Sweep;

/// <summary>What was measured with one number of requests in flight, by rows, and the smooth curve through it.</summary>
/// <param name="points">By rows, ascending.</param>
/// <param name="parallel">The requests in flight.</param>
internal sealed class MeasuredCurve(Measurements[] points, int parallel)
{
    private readonly CurveFit _fit = CurveFit.Of([.. points.Select(static one => one.Setting.Rows)], [.. points.Select(static one => one.Curve)]);

    public IReadOnlyList<Measurements> Points => points;

    public int ParallelRequests { get; } = parallel;

    /// <summary>The smooth one.</summary>
    public TimeCurve Times => _fit.Curve;

    /// <summary>The one that was measured.</summary>
    public TimeCurve Medians => new(_fit.Rows, points.Select(static one => one.Median).ToArray());

    /// <summary>Rows per second on the smooth curve.</summary>
    public double RateOf(int i) => ParallelRequests * Times.Rate(i);

    /// <summary>The standard error of <see cref="RateOf"/>, as a part of it.</summary>
    public double ErrorOf(int i) => _fit.Errors[i];

    public KneeEstimate EstimateKnee(Random random) => KneeEstimate.Of(_fit, random);
}
