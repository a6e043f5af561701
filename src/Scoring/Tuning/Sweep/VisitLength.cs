namespace Scoring.Tuning.Sweep;

/// <summary>How many requests a visit is worth.</summary>
internal sealed class VisitLength
{
    /// <summary>A visit need not take longer.</summary>
    private const double EnoughSeconds = 0.02, EnoughSecondsToDecide = 0.08;

    private const int Most = 8;

    /// <summary>Of all requests, so many are for the first rounds.</summary>
    private const double ShareOfFirstRounds = 0.25;

    /// <summary>Of all requests, so many are for so many visits that decide. More visits are better than longer ones, as a disturbance meets the whole of one.</summary>
    private const double ShareToDecide = 0.6, VisitsToDecide = 90;

    private readonly int _most;
    private readonly int _mostToDecide;

    /// <param name="grid">What is measured.</param>
    /// <param name="options">What may be spent.</param>
    /// <param name="unmeasured">How many requests of each loop do not count, with the most in flight.</param>
    public VisitLength(SweepGrid grid, TuningOptions options, int unmeasured)
    {
        double perRound = grid.Sizes.Count * grid.Parallel.Sum(static parallel => parallel == 1 ? 1.0 : 1.3 * parallel);
        _most = (int)Math.Clamp(ShareOfFirstRounds * options.MaxRequests / options.Rounds / perRound, 1, Most);
        _mostToDecide = (int)Math.Clamp((ShareToDecide * options.MaxRequests / VisitsToDecide / grid.Parallel[^1]) - unmeasured, _most, Most);
        LongestVisit = grid.Parallel[^1] * (_mostToDecide + unmeasured);
    }

    /// <summary>The most requests of a visit.</summary>
    public int LongestVisit { get; }

    /// <summary>How many each of the loops sends that count.</summary>
    /// <param name="seconds">What a request takes, about.</param>
    /// <param name="decides">Whether the point decides the answer, and is worth more.</param>
    public int Of(double seconds, bool decides) => decides ? (int)Math.Clamp(EnoughSecondsToDecide / seconds, 1, _mostToDecide) : (int)Math.Clamp(EnoughSeconds / seconds, 1, _most);
}
