using Scoring.Tuning.Knees;

namespace Scoring.Tuning.Sweep;

/// <summary>The points that an answer hangs on.</summary>
internal static class DecidingPoints
{
    /// <summary>Sizes around the knee up to this many times smaller or larger.</summary>
    private const double Around = 1.6;

    /// <summary>Rates from this part of the best on may be the best.</summary>
    private const double AtTheTop = 0.97;

    private const int MostAtTheTop = 4;

    /// <summary>The recommendation may be that of a setting whose rate is known as well as this: half of the confidence interval, as a part of the time.</summary>
    private const double KnownWellEnough = 0.02;

    /// <summary>Those of a curve that decide its knee: around the crossing of 90 %, and at the top.</summary>
    public static Measurements[] Of(Measurements[] curve)
    {
        if (curve.Length == 0) return [];
        var times = new TimeCurve(SweepRecord.RowsOf(curve), SweepRecord.SecondsOf(curve));
        int passes = EfficiencyKnee.FirstThatPasses(times, out _);
        double knee = EfficiencyKnee.Find(times), best = curve.Max(static one => one.RowsPerSecond);
        IEnumerable<Measurements> around = curve.Where((one, i) => i == passes || i == passes - 1 || (one.Setting.Rows <= knee * Around && one.Setting.Rows >= knee / Around));
        IEnumerable<Measurements> top = curve.Where(one => one.RowsPerSecond >= AtTheTop * best).OrderByDescending(static one => one.RowsPerSecond).Take(MostAtTheTop);
        return [.. around.Union(top)];
    }

    /// <summary>The best, and the two between which the knee lies where those are not known as well as all are to be.</summary>
    public static Measurements[] Nearest(Measurements[] curve, int rounds)
    {
        if (curve.Length == 0) return [];
        var times = new TimeCurve(SweepRecord.RowsOf(curve), SweepRecord.SecondsOf(curve));
        int passes = EfficiencyKnee.FirstThatPasses(times, out _);
        Measurements best = curve[times.Best];
        return [.. new[] { curve[Math.Max(0, passes - 1)], curve[passes] }.Where(one => one.Rounds < rounds).Append(best).Distinct()];
    }

    /// <summary>Those of all settings that may be recommended and are not known well enough for that. Where several requests in flight bring nothing they cost a multiple of the time that the knee needs.</summary>
    public static IEnumerable<Measurements> Candidates(SweepRecord record)
    {
        double best = record.Best?.RowsPerSecond ?? 0;
        IEnumerable<Measurements> top = record.Measured.Where(one => one.RowsPerSecond >= AtTheTop * best).OrderByDescending(static one => one.RowsPerSecond).Take(MostAtTheTop);
        return top.Where(static one => one.RelativeError > KnownWellEnough);
    }
}
