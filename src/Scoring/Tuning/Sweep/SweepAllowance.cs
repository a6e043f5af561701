namespace Scoring.Tuning.Sweep;

/// <summary>Requests and time that a sweep may still spend.</summary>
internal sealed class SweepAllowance(TuningOptions options)
{
    private readonly long _start = options.TimeProvider.GetTimestamp();

    public int Spent { get; private set; }

    public TimeSpan Elapsed => options.TimeProvider.GetElapsedTime(_start);

    /// <summary>Which part of requests or time, whichever is more, is spent.</summary>
    public double Used => Math.Max((double)Spent / options.MaxRequests, Elapsed / options.MaxDuration);

    public bool IsOver => Used >= 1;

    /// <summary>Which part of some of the requests or some of the time, whichever is more, is spent.</summary>
    public double UsedOf(double requests, double seconds) => Math.Max(Spent / requests, Elapsed.TotalSeconds / seconds);

    public int RequestsLeft => Math.Max(0, options.MaxRequests - Spent);

    public TimeSpan TimeLeft => options.MaxDuration > Elapsed ? options.MaxDuration - Elapsed : TimeSpan.Zero;

    public void Spend(int requests) => Spent += requests;
}
