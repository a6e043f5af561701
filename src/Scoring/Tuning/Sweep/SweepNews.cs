namespace Scoring.Tuning.Sweep;

/// <summary>Tells how far the sweep is, not more often than somebody can look.</summary>
internal sealed class SweepNews(IProgress<TuningProgress>? progress, SweepAllowance allowance)
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(50);

    private TimeSpan _last = TimeSpan.MinValue;
    private TuningPhase _phase;
    private double _fraction;

    /// <summary>A setting was measured again.</summary>
    public void Tell(TuningPhase phase, Measurements measured)
    {
        if (progress is null || !measured.IsMeasured || (phase == _phase && _last != TimeSpan.MinValue && allowance.Elapsed - _last < s_between)) return;
        Report(phase, measured.Setting, measured.ToPoint(), null);
    }

    /// <summary>Something else is to be told.</summary>
    public void Tell(TuningPhase phase, Setting setting, string? message)
    {
        if (progress is not null) Report(phase, setting, null, message);
    }

    private void Report(TuningPhase phase, Setting setting, TuningPoint? point, string? message)
    {
        (_last, _phase) = (allowance.Elapsed, phase);
        _fraction = phase == TuningPhase.Done ? 1 : Math.Clamp(allowance.Used, Math.Max(_fraction, BeginOf(phase)), 0.99);
        progress!.Report(new TuningProgress
        {
            Phase = phase,
            Rows = setting.Rows,
            ParallelRequests = setting.ParallelRequests,
            Fraction = _fraction,
            Requests = allowance.Spent,
            Elapsed = _last,
            Point = point,
            Message = message,
        });
    }

    private static double BeginOf(TuningPhase phase) => phase switch
    {
        TuningPhase.Sweep => 0.05,
        TuningPhase.Refinement => 0.4,
        TuningPhase.LoadCheck => 0.8,
        _ => 0,
    };
}
