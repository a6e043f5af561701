namespace Scoring.Batching.Control;

/// <summary>What part of the requests that may be in flight is, as a mean that forgets.</summary>
internal sealed class Utilization
{
    /// <summary>Above this there is hardly ever a request that could have been sent: more in flight might serve more rows.</summary>
    private const double Saturated = 0.95;

    private double _used;
    private double _time;
    private double _last = double.NaN;
    private double _memory = 0.1;

    /// <summary>The part in use, 0 to 1; 0 while nothing is known.</summary>
    public double Share => _time > 0 ? _used / _time : 0;

    /// <summary>Whether hardly ever one more could have been sent.</summary>
    public bool IsSaturated => Share > Saturated;

    /// <summary>Something is about to change.</summary>
    /// <param name="now">In seconds.</param>
    /// <param name="inFlight">Requests in flight since the last change.</param>
    /// <param name="limit">How many there could have been.</param>
    public void Add(double now, int inFlight, int limit)
    {
        double elapsed = now - _last;
        _last = now;

        // The first time only starts the clock, and clocks may go backwards.
        if (!(elapsed > 0)) return;
        double keep = Math.Exp(-elapsed / _memory);

        // What has passed is forgotten while it passes too: a quiet hour counts no more than the memory is long.
        double weight = _memory * (1 - keep);
        _used = (_used * keep) + (weight * Math.Min(1, (double)inFlight / limit));
        _time = (_time * keep) + weight;
    }

    /// <summary>Remembers about so many seconds.</summary>
    public void Remember(double seconds) => _memory = Math.Max(seconds, 1e-6);
}
