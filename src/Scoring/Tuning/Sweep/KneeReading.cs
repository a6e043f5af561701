using Scoring.Tuning.Knees;

namespace Scoring.Tuning.Sweep;

/// <summary>The efficiency knee of what was measured, with its confidence.</summary>
internal static class KneeReading
{
    public static KneeAnswer Of(Measurements[] curve, Random random)
    {
        int parallel = curve.Length > 0 ? curve[0].Setting.ParallelRequests : 1;
        if (curve.Length < 2) return new KneeAnswer { Rows = null, ParallelRequests = parallel, RowsPerSecond = 0, BestRowsPerSecond = curve.Length == 1 ? curve[0].RowsPerSecond : 0, Confidence = 0, LowRows = 0, HighRows = 0, IsClear = false, Definition = EfficiencyKnee.Definition };
        int[] rows = SweepRecord.RowsOf(curve);
        var estimate = KneeEstimate.Of(rows, [.. curve.Select(static one => one.Curve)], random);
        int passes = EfficiencyKnee.FirstThatPasses(new TimeCurve(rows, SweepRecord.SecondsOf(curve)), out double enough, estimate.Flattery);
        return new KneeAnswer
        {
            Rows = Whole(estimate.Knee),
            ParallelRequests = parallel,
            RowsPerSecond = passes == 0 ? curve[0].RowsPerSecond : parallel * enough,
            BestRowsPerSecond = curve.Max(static one => one.RowsPerSecond),
            Confidence = estimate.Confidence,
            LowRows = Whole(estimate.Low),
            HighRows = Whole(estimate.High),
            IsClear = estimate.Confidence >= KneeEstimate.Clear,
            Definition = EfficiencyKnee.Definition,
        };
    }

    private static int Whole(double rows) => (int)Math.Ceiling(rows - 1e-9);
}
