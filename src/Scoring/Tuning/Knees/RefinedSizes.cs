using System.Numerics;

namespace Scoring.Tuning.Knees;

/// <summary>Which size to measure next so that the knee is known more exactly.</summary>
/// <remarks>
/// The knee depends on two things: where the rate crosses 90 %, and what 100 % is. So first the gap is halved, on a log scale, in which a peak may hide; then that in which the crossing lies.
/// Sizes are multiples of a power of two where that is fine enough, as models that pad are at their best there.
/// </remarks>
internal static class RefinedSizes
{
    /// <summary>Neighbours closer than this are close enough.</summary>
    private const double CloseEnough = 1.08;

    /// <summary>A peak closer than this is known well enough.</summary>
    private const double PeakCloseEnough = 1.2;

    /// <summary>A peak that can be higher by no more than this is not looked for.</summary>
    private const double LeastGain = 0.025;

    /// <summary>A gap is halved at a multiple of the largest power of two that is no more than this part of it.</summary>
    private const int Coarseness = 8;

    /// <summary>Null when nothing is to be gained.</summary>
    public static int? Next(TimeCurve curve) => curve.Count < 2 ? null : NextForPeak(curve) ?? NextForKnee(curve);

    private static int? NextForKnee(TimeCurve curve)
    {
        int passes = EfficiencyKnee.FirstThatPasses(curve, out _);
        return passes == 0 ? null : Middle(curve.Rows[passes - 1], curve.Rows[passes], CloseEnough);
    }

    /// <summary>The gap in which the rate can be highest above all measured ones: no higher than where the lines through the points on either side of it meet.</summary>
    private static int? NextForPeak(TimeCurve curve)
    {
        double highest = curve.Rate(curve.Best) * (1 + LeastGain);
        int? next = null;
        for (int i = 0; i + 1 < curve.Count; i++)
        {
            if (Math.Max(curve.Rate(i), curve.Rate(i + 1)) < EfficiencyKnee.Share * curve.Rate(curve.Best)) continue;
            double bound = Bound(curve, i);
            if (bound <= highest || Middle(curve.Rows[i], curve.Rows[i + 1], PeakCloseEnough) is not { } middle) continue;
            (highest, next) = (bound, middle);
        }

        return next;
    }

    /// <summary>How high a rate that is concave over the logarithm of the rows can be between two points. After the best one it may rise as before for half of the way, and then fall steeply.</summary>
    private static double Bound(TimeCurve curve, int i)
    {
        if (i == 0) return 0;
        double width = X(curve, i + 1) - X(curve, i);
        return Math.Max(Meeting(curve, i, width), i == curve.Best ? curve.Rate(i) + (Slope(curve, i - 1) * width / 2) : 0);
    }

    private static double Meeting(TimeCurve curve, int i, double width)
    {
        if (i + 2 >= curve.Count) return 0;
        double before = Slope(curve, i - 1), after = Slope(curve, i + 1);
        if (before <= 0 || after >= 0) return 0;
        double meets = (curve.Rate(i + 1) - curve.Rate(i) - (after * width)) / (before - after);
        return meets <= 0 || meets >= width ? 0 : curve.Rate(i) + (before * meets);
    }

    private static double Slope(TimeCurve curve, int i) => (curve.Rate(i + 1) - curve.Rate(i)) / (X(curve, i + 1) - X(curve, i));

    private static double X(TimeCurve curve, int i) => Math.Log(curve.Rows[i]);

    /// <summary>Strictly between the two; null when they are close enough or neighbours.</summary>
    private static int? Middle(int low, int high, double closeEnough)
    {
        double middle = Math.Sqrt((double)low * high);
        for (int grain = LargestPowerOfTwo(middle / Coarseness); grain >= 1 && high > low * closeEnough; grain /= 2)
        {
            int rounded = (int)Math.Round(middle / grain) * grain;
            if (rounded > low && rounded < high) return rounded;
        }

        return null;
    }

    private static int LargestPowerOfTwo(double atMost) => atMost < 2 ? 1 : 1 << BitOperations.Log2((uint)atMost);
}
