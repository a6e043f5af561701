using Scoring.Tuning.Load;

namespace Scoring.Tuning.Sweep;

/// <summary>Tells how far the sweep is, not more often than somebody can look.</summary>
internal sealed class SweepNews(IProgress<TuningProgress>? progress, SweepAllowance allowance, TuningOptions options, LoadLimit limit)
{
    /// <summary>What is told before all is done.</summary>
    private const double Most = 0.99;

    /// <summary>The part of a sweep that has a load check after it.</summary>
    private const double BeforeLoadCheck = 0.8;

    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(50);

    private readonly double _sweep = options.LoadCheck == LoadCheckMode.None ? Most : BeforeLoadCheck;

    /// <summary>What the sweep spends at most: as the load check's requests may not count, what is spent in all tells nothing of that.</summary>
    private readonly double _requests = LoadShare.RequestsOfSweep(options, limit), _seconds = LoadShare.SecondsOfSweep(options);

    private TimeSpan _last = TimeSpan.MinValue;
    private TuningPhase _phase;
    private double _fraction;

    /// <summary>A setting was measured again.</summary>
    public void Tell(TuningPhase phase, Measurements measured)
    {
        if (progress is null || !measured.IsMeasured || (phase == _phase && _last != TimeSpan.MinValue && allowance.Elapsed - _last < s_between)) return;
        Report(phase, measured.Setting, measured.ToPoint(), null, SweepFraction(phase));
    }

    /// <summary>Something else is to be told.</summary>
    public void Tell(TuningPhase phase, Setting setting, string? message)
    {
        if (progress is not null) Report(phase, setting, null, message, phase == TuningPhase.Done ? 1 : SweepFraction(phase));
    }

    /// <summary>The load check has come so far.</summary>
    /// <param name="levels">How many levels are done.</param>
    /// <param name="setting">What is loaded.</param>
    /// <param name="message">What the last level gave; null before the first.</param>
    public void TellLoadCheck(int levels, Setting setting, string? message)
    {
        if (progress is not null) Report(TuningPhase.LoadCheck, setting, null, message, _sweep + ((Most - _sweep) * levels / LoadShare.Levels.Length));
    }

    private double SweepFraction(TuningPhase phase) => _sweep * Math.Clamp(allowance.UsedOf(_requests, _seconds), BeginOf(phase), 1);

    private void Report(TuningPhase phase, Setting setting, TuningPoint? point, string? message, double fraction)
    {
        (_last, _phase) = (allowance.Elapsed, phase);
        _fraction = Math.Max(_fraction, fraction);
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

    /// <summary>The part of the sweep that a phase begins with at the latest.</summary>
    private static double BeginOf(TuningPhase phase) => phase switch
    {
        TuningPhase.Sweep => 0.05,
        TuningPhase.Refinement => 0.4,
        _ => 0,
    };
}
