namespace Scoring.Batching.Control;

/// <summary>Fewer requests in flight while an endpoint says that it is overloaded, and more again, one by one, while it answers.</summary>
/// <remarks>Multiplicative decrease and additive increase (D.-M. Chiu and R. Jain, Computer Networks and ISDN Systems 17, 1989). It shrinks at most once per round trip: requests that were
/// sent together are refused together.</remarks>
internal sealed class OverloadGuard
{
    private const double Decrease = 0.7;

    /// <summary>A day, in seconds: who asks for more is not believed.</summary>
    private const double LongestPause = 86_400;

    private double _lastShrink = double.NegativeInfinity;
    private int _clean;

    /// <summary>Most requests in flight; <see cref="int.MaxValue"/> when the endpoint is not overloaded.</summary>
    public int Limit { get; private set; } = int.MaxValue;

    /// <summary>Until when nothing is sent, in seconds, as the endpoint has asked.</summary>
    public double PausedUntil { get; private set; } = double.NegativeInfinity;

    /// <summary>The endpoint was overloaded.</summary>
    /// <param name="now">In seconds.</param>
    /// <param name="roundTrip">What an answer takes, in seconds.</param>
    /// <param name="inUse">The limit of requests in flight up to now.</param>
    /// <param name="retryAfter">Seconds for which the endpoint asked not to be sent anything; 0 if it did not.</param>
    /// <returns>Whether the limit was lowered.</returns>
    public bool Shrink(double now, double roundTrip, int inUse, double retryAfter)
    {
        if (retryAfter > 0) PausedUntil = Math.Max(PausedUntil, now + Math.Min(retryAfter, LongestPause));
        _clean = 0;
        if (now - _lastShrink < roundTrip) return false;
        int before = Math.Min(Limit, inUse);
        Limit = Math.Max(1, (int)(Decrease * before));
        _lastShrink = now;
        return Limit < before;
    }

    /// <summary>A request was answered.</summary>
    /// <param name="max">Where there is no overload any more.</param>
    public void OnAnswered(int max)
    {
        if (Limit == int.MaxValue || ++_clean < Limit) return;
        _clean = 0;
        Limit++;
        if (Limit >= max) Limit = int.MaxValue;
    }
}
