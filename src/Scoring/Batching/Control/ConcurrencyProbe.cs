namespace Scoring.Batching.Control;

/// <summary>Finds how many batches in flight serve the most rows: tries another number for some batches and compares their times, each divided by what its size takes alone.</summary>
/// <remarks>
/// <para>A bigger batch takes longer, and that is not congestion: limits that look at the time of a call shrink exactly when batching works. Here only the
/// ratio to <c>T(b)</c> counts, with T frozen during a probe. More in flight is accepted where it is clearly worth it, less where it costs nothing to speak of.</para>
/// <para>Samples are taken until a rank test is clear, or the difference too small to matter: ranks need no guess at the noise, and one batch that meets a pause counts no more than another. No clocks, no threads, no allocation.</para>
/// </remarks>
internal sealed class ConcurrencyProbe
{
    private const int MaxSamples = 48;

    /// <summary>So many standard deviations of the rank sum are clear. Three samples against three can reach 1.96.</summary>
    private const double Clear = 1.9;

    /// <summary>Of the gain that as many more in flight could bring at best, this much has to come.</summary>
    private const double MinPartOfGain = 0.45;

    /// <summary>How much throughput fewer in flight may cost, as a logarithm.</summary>
    private const double MaxLoss = 0.05;

    /// <summary>Where times begin to grow at this part of the lower number already, nothing between the two is better.</summary>
    private const double AtKnee = 0.97;

    /// <summary>Batches between probes: at first, and at most.</summary>
    private const int FirstInterval = 30, LongestInterval = 4000;

    private int _start;
    private int _max;
    private readonly SampleSet _baseline = new(MaxSamples);
    private readonly SampleSet _samples = new(MaxSamples);
    private double _interval = FirstInterval;
    private int _sinceProbe;
    private int _waited;
    private int _ramp;
    private bool _isNextDown;

    /// <summary>Where times seem to begin to grow, by the last try that was rejected: what is tried next; 0 where that does not lie between.</summary>
    private int _knee;

    /// <summary>Whether that is being tried.</summary>
    private bool _isKnee;

    /// <summary>Whether it has begun with several and goes down by halves as long as that costs nothing: too many make every row late, too few only some.</summary>
    private bool _isHalving;

    /// <param name="start">How many at first.</param>
    /// <param name="max">The most that are ever tried, 1 or more.</param>
    public ConcurrencyProbe(int start, int max)
    {
        (_start, _max) = (start, max);
        Accepted = Math.Clamp(start, 1, max);
        Limit = Accepted;
        _isHalving = Accepted > 1;
    }

    /// <summary>The limit now: the accepted one, or the one that is tried.</summary>
    public int Limit { get; private set; }

    /// <summary>What was found best so far.</summary>
    public int Accepted { get; private set; }

    /// <summary>Whether nothing but more has been accepted yet.</summary>
    public bool IsSlowStart { get; private set; } = true;

    /// <summary>Whether another number is being tried.</summary>
    public bool IsProbing => Limit != Accepted;

    /// <summary>A batch has come back.</summary>
    /// <param name="logRatio">The logarithm of its time over what its size takes alone.</param>
    /// <param name="inFlight">How many were in flight when it was sent, itself included.</param>
    /// <param name="spread">The usual spread of such logarithms.</param>
    /// <param name="isSaturated">Whether rows waited that no request could take.</param>
    public ProbeResult Add(double logRatio, int inFlight, double spread, bool isSaturated)
    {
        if (IsProbing) return AddProbe(logRatio, inFlight, spread, isSaturated);
        if (inFlight == Accepted) _baseline.Add(logRatio);
        if (_sinceProbe < LongestInterval) _sinceProbe++;
        if (isSaturated && _baseline.Count >= BaselineNeeded(spread) && _sinceProbe >= (IsSlowStart || _knee > 0 ? 0 : _interval)) Begin();
        return default;
    }

    /// <summary>Goes down to a quarter without a probe, as nothing can be served in time with so many.</summary>
    public void Retreat()
    {
        Limit = Accepted = Math.Max(1, Accepted / 4);
        (IsSlowStart, _isHalving, _isNextDown, _sinceProbe, _knee) = (false, false, false, 0, 0);
        _baseline.Clear();
    }

    /// <summary>Starts from what was found before.</summary>
    public void Restore(int parallel)
    {
        Limit = Accepted = Math.Clamp(parallel, 1, _max);
        (IsSlowStart, _knee) = (false, 0);
        _baseline.Clear();
    }

    /// <summary>Stays within other limits. What was found is kept where they allow it; where nothing was found yet it begins at the new start.</summary>
    public void SetLimits(int start, int max)
    {
        bool hasFound = !IsSlowStart || Accepted != Math.Min(_start, _max);
        int accepted = Math.Min(hasFound ? Accepted : start, max);
        if (max > _max) _interval = FirstInterval;
        (_start, _max) = (start, max);
        if (accepted == Accepted && Limit <= max) return;
        (Accepted, Limit, _sinceProbe, _knee) = (accepted, accepted, 0, 0);
        _baseline.Clear();
    }

    /// <summary>Batches are of another size from now on: those before are nothing to compare with.</summary>
    public void OnSizeChanged()
    {
        if (!IsProbing) _baseline.Clear();
    }

    /// <summary>The model has changed: look again soon.</summary>
    public void OnDrift()
    {
        Abort();
        _baseline.Clear();
        (_interval, _knee) = (FirstInterval, 0);
    }

    /// <summary>At least half a round, since that costs no more time than one batch.</summary>
    private int BaselineNeeded(double spread) => Math.Max(spread < 0.06 ? 3 : 5, Math.Min(Limit, MaxSamples) / 2);

    private void Begin()
    {
        int target = Target();
        if (target == Accepted)
        {
            _isNextDown = Accepted > 1;
            IsSlowStart = false;
            (_sinceProbe, _knee) = (0, 0);
            return;
        }

        (Limit, _isKnee, _knee) = (target, target == _knee, 0);
        _samples.Clear();
        _waited = 0;
        _ramp = Accepted;
    }

    private int Target()
    {
        if (_knee > 0) return Math.Min(_knee, _max);
        if (_isHalving && Accepted > 1) return Accepted / 2;
        if (_isNextDown && Accepted > 1) return Accepted - Math.Max(1, Accepted / 4);
        return Math.Min(_max, Accepted + (IsSlowStart ? Accepted : Math.Max(1, Accepted / 4)));
    }

    private ProbeResult AddProbe(double logRatio, int inFlight, double spread, bool isSaturated)
    {
        // Those that were in flight before tell nothing, and neither do batches that found fewer or more in flight than are tried.
        if (_ramp > 0) _ramp--;
        else if (inFlight == Limit) _samples.Add(logRatio);
        if (++_waited > (isSaturated ? 6 : 2) * (MaxSamples + Limit)) return Reject(null);
        if (_samples.Count < BaselineNeeded(spread)) return default;

        double size = Math.Log((double)Limit / Accepted);
        double mostLonger = size > 0 ? (1 - MinPartOfGain) * size : size + MaxLoss;
        double rank = _samples.RankOver(_baseline, mostLonger);
        if (Math.Abs(rank) < Clear && _samples.Count < MaxSamples) return default;
        double inflation = _samples.Median() - _baseline.Median();
        return rank < 0 ? Accept(inflation) : Reject(inflation);
    }

    private ProbeResult Accept(double inflation)
    {
        var result = new ProbeResult(Accepted, Limit, inflation, IsAccepted: true);
        bool wasUp = Limit > Accepted;
        Accepted = Limit;
        _baseline.Clear();

        // Who could do with fewer needs no more: the next steps are small.
        if (!wasUp) IsSlowStart &= _isHalving && Accepted > 1;

        // What was accepted is tried from above too, before it is believed for long.
        _isNextDown = !wasUp || !IsSlowStart;
        _interval = FirstInterval;
        _sinceProbe = wasUp ? (int)_interval : 0;
        return result;
    }

    private ProbeResult Reject(double? inflation)
    {
        var result = new ProbeResult(Accepted, Limit, inflation, IsAccepted: false);
        bool wasSlowStart = IsSlowStart;
        bool wasUp = Limit > Accepted;
        _knee = inflation is { } known && !_isKnee ? KneeBetween(known) : 0;
        Limit = Accepted;

        // What is known of times alone in flight may have moved by what was found.
        _baseline.Clear();
        IsSlowStart = _isHalving && Accepted == _start && _knee == 0;
        _isHalving = false;
        _isNextDown = wasUp;
        _interval = wasSlowStart ? FirstInterval : Math.Min(1.8 * _interval, LongestInterval);
        _sinceProbe = 0;
        return result;
    }

    /// <summary>
    /// As many run side by side at full speed and more take turns: the times of two numbers, one on each side, tell how many those are.
    /// </summary>
    private int KneeBetween(double inflation)
    {
        int few = Math.Min(Limit, Accepted), many = Math.Max(Limit, Accepted);
        double knee = many * Math.Exp(-Math.Abs(inflation));
        int next = (int)Math.Round(Math.Sqrt(knee * many));
        return Math.Sign(inflation) == Math.Sign(Limit - Accepted) && knee > AtKnee * few && next > few && next < many ? next : 0;
    }

    private void Abort()
    {
        Limit = Accepted;
        _sinceProbe = 0;
    }
}
