namespace Scoring.Batching.Control;

/// <summary>Notices that batches take longer or shorter than they did, and stay so.</summary>
/// <remarks>A two-sided cumulative sum (E. S. Page, Continuous inspection schemes, Biometrika 41, 1954) of clipped residuals.</remarks>
internal sealed class DriftDetector
{
    /// <summary>One batch counts no more, so that a pause is not a change.</summary>
    private const double Clip = 0.35;

    /// <summary>What a batch may be off without counting.</summary>
    private const double Slack = 0.08;

    private const double MinAlarm = 0.7, AlarmSpreads = 5;

    /// <summary>A smaller change is left to the usual updates.</summary>
    private const double MinShift = 0.12;

    /// <summary>A processor or a network that others need for a while is no change of the model: batches of microseconds see many of them.</summary>
    private const double LeastSeconds = 0.01;

    /// <summary>Batches shorter than so many seconds may take many times as long when their thread is interrupted: of them so many times as much has to come together.</summary>
    private const double Short = 1e-3, AlarmsOfShort = 3;

    /// <summary>The sums grow no further than to so many alarms, so that they are soon back when such a while is over.</summary>
    private const double MaxAlarms = 4;

    private double _up;
    private double _down;

    /// <summary>When the first batch was sent of those with which the sums began to rise, in seconds.</summary>
    private double _since;

    /// <summary>A batch has come back.</summary>
    /// <param name="residual">The logarithm of measured over expected time.</param>
    /// <param name="spread">The usual spread of the residuals.</param>
    /// <param name="recent">What most of the last few exceed, below 0 where they were shorter: a few pauses in a row are not a change.</param>
    /// <param name="sentAt">When it was sent, in seconds.</param>
    /// <param name="now">In seconds.</param>
    /// <returns>Whether the model has changed; the sums begin anew.</returns>
    public bool Add(double residual, double spread, double recent, double sentAt, double now)
    {
        if (_up == 0 && _down == 0) _since = sentAt;
        double clipped = Math.Clamp(residual, -Clip, Clip);
        double alarm = Math.Max(MinAlarm, AlarmSpreads * spread);
        _up = Math.Clamp(_up + clipped - Slack, 0, MaxAlarms * alarm);
        _down = Math.Clamp(_down - clipped - Slack, 0, MaxAlarms * alarm);
        bool isShort = (now - sentAt) * Math.Exp(-residual) < Short;
        if (Math.Max(_up, _down) < (isShort ? AlarmsOfShort * alarm : alarm) || Math.Abs(recent) < MinShift) return false;
        if (now - _since < LeastSeconds) return false;
        (_up, _down) = (0, 0);
        return true;
    }
}
