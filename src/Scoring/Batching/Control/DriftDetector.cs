namespace Scoring.Batching.Control;

/// <summary>Notices that batches take longer or shorter than they did, and stay so.</summary>
/// <remarks>A two-sided cumulative sum (E. S. Page, Continuous inspection schemes, Biometrika 41, 1954) of clipped residuals.</remarks>
internal sealed class DriftDetector
{
    /// <summary>One batch counts no more, so that a pause is not a change.</summary>
    private const double Clip = 0.35;

    /// <summary>What a batch may be off without counting.</summary>
    private const double Slack = 0.08;

    private const double MinAlarm = 0.7;

    /// <summary>A smaller change is left to the usual updates.</summary>
    private const double MinShift = 0.12;

    private double _up;
    private double _down;

    /// <summary>A batch has come back.</summary>
    /// <param name="residual">The logarithm of measured over expected time.</param>
    /// <param name="spread">The usual spread of the residuals.</param>
    /// <param name="recentMedian">The middle of the last few.</param>
    /// <returns>Whether the model has changed; the sums begin anew.</returns>
    public bool Add(double residual, double spread, double recentMedian)
    {
        double clipped = Math.Clamp(residual, -Clip, Clip);
        _up = Math.Max(0, _up + clipped - Slack);
        _down = Math.Max(0, _down - clipped - Slack);
        if (Math.Max(_up, _down) < Math.Max(MinAlarm, 5 * spread) || Math.Abs(recentMedian) < MinShift) return false;
        (_up, _down) = (0, 0);
        return true;
    }
}
