using Scoring.Tuning.Knees;

namespace Scoring.Tuning.Sweep;

/// <summary>The points that an answer hangs on.</summary>
internal static class DecidingPoints
{
    /// <summary>Sizes around the knee up to this many times smaller or larger.</summary>
    private const double Around = 1.6;

    /// <summary>Rates from this part of the best on are at the top. The smallest sizes of these are taken: they cost the least, and on the curve through all they tell as much.</summary>
    private const double AtTheTop = 0.97;

    private const int MostAtTheTop = 3;

    /// <summary>Those of a curve that decide its knee: around the crossing of 90 %, and at the top.</summary>
    public static IEnumerable<Measurements> Of(MeasuredCurve curve)
    {
        if (curve.Points.Count == 0) return [];
        TimeCurve times = curve.Times;
        int passes = EfficiencyKnee.FirstThatPasses(times, out _), best = times.Best;
        double knee = EfficiencyKnee.Find(times);
        IEnumerable<Measurements> around = curve.Points.Where((one, i) => i == passes || i == passes - 1 || (one.Setting.Rows <= knee * Around && one.Setting.Rows >= knee / Around));
        IEnumerable<Measurements> top = curve.Points.Where((_, i) => curve.RateOf(i) >= AtTheTop * curve.RateOf(best)).Take(MostAtTheTop);
        return around.Union(top);
    }

    /// <summary>The best, and the two between which the knee lies where those are not known as well as all are to be.</summary>
    public static Measurements[] Nearest(MeasuredCurve curve, int rounds)
    {
        if (curve.Points.Count == 0) return [];
        int passes = EfficiencyKnee.FirstThatPasses(curve.Times, out _);
        return [.. new[] { curve.Points[Math.Max(0, passes - 1)], curve.Points[passes] }.Where(one => one.Rounds < rounds).Append(curve.Points[curve.Times.Best]).Distinct()];
    }
}
