using Scoring.Tuning.Knees;

namespace Scoring.Tuning.Sweep;

/// <summary>The efficiency knee of what was measured, with its confidence.</summary>
internal static class KneeReading
{
    public static KneeAnswer Of(MeasuredCurve curve, Random random)
    {
        int count = curve.Points.Count;
        if (count < 2) return new KneeAnswer { Rows = null, ParallelRequests = curve.ParallelRequests, RowsPerSecond = 0, BestRowsPerSecond = count == 1 ? curve.RateOf(0) : 0, Confidence = 0, LowRows = 0, HighRows = 0, IsClear = false, Definition = EfficiencyKnee.Definition };
        KneeEstimate estimate = curve.EstimateKnee(random);
        if (DecidingPoints.Of(curve).Any(static one => one.Rounds < TuningOptions.FewestRounds)) estimate = estimate with { Confidence = 0, Low = curve.Points[0].Setting.Rows, High = curve.Points[^1].Setting.Rows };
        int passes = EfficiencyKnee.FirstThatPasses(curve.Times, out double enough, estimate.Flattery);
        return new KneeAnswer
        {
            Rows = Whole(estimate.Knee),
            ParallelRequests = curve.ParallelRequests,
            RowsPerSecond = passes == 0 ? curve.RateOf(0) : curve.ParallelRequests * enough,
            BestRowsPerSecond = curve.RateOf(curve.Times.Best),
            Confidence = estimate.Confidence,
            LowRows = Whole(estimate.Low),
            HighRows = Whole(estimate.High),
            IsClear = estimate.Confidence >= KneeEstimate.Clear,
            Definition = EfficiencyKnee.Definition,
        };
    }

    /// <summary>The same where sizes of the grid may be missing: when the smallest that was measured has enough already, a smaller one may have.</summary>
    public static KneeAnswer Within(SweepGrid grid, MeasuredCurve curve, Random random)
    {
        KneeAnswer knee = Of(curve, random);
        return knee.Rows is { } rows && rows == curve.Points[0].Setting.Rows && grid.Sizes[0] < rows ? knee with { Confidence = 0, IsClear = false, LowRows = grid.Sizes[0] } : knee;
    }

    private static int Whole(double rows) => (int)Math.Ceiling(rows - 1e-9);
}
