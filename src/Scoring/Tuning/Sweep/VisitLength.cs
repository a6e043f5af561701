namespace Scoring.Tuning.Sweep;

/// <summary>How many requests a visit is worth.</summary>
internal sealed class VisitLength
{
    /// <summary>A visit need not take longer.</summary>
    private const double EnoughSeconds = 0.02, EnoughSecondsToDecide = 0.08;

    private const int Most = 8;

    /// <summary>Of all requests, so many are for the first rounds.</summary>
    private const double ShareOfFirstRounds = 0.25;

    private readonly int _most;

    public VisitLength(SweepGrid grid, TuningOptions options)
    {
        double perRound = grid.Sizes.Count * grid.Parallel.Sum(static parallel => parallel == 1 ? 1.0 : 1.3 * parallel);
        _most = (int)Math.Clamp(ShareOfFirstRounds * options.MaxRequests / options.Rounds / perRound, 1, Most);
    }

    /// <summary>How many each of the loops sends that count.</summary>
    /// <param name="seconds">What a request takes, about.</param>
    /// <param name="decides">Whether the point decides the answer, and is worth more.</param>
    public int Of(double seconds, bool decides) => (int)Math.Clamp((decides ? EnoughSecondsToDecide : EnoughSeconds) / seconds, 1, _most);
}
