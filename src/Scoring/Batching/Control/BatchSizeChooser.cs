namespace Scoring.Batching.Control;

/// <summary>Finds the batch size with the most rows per second that the latency budget allows, and a size worth a try.</summary>
/// <remarks>
/// A row waits for the next request to come back, about a k-th of a request's time with k in flight, and then for its own, which may be a slow one:
/// <c>T(b) · R(k) · (q + 0.9/k) ≤ 0.9 · budget</c>, with the factor q that nine of ten requests stay below.
/// A size is worth a try when it would be better even if only what is certain is believed of it: times do not fall with size, and go on at best as they did.
/// </remarks>
/// <param name="maxRows">The most rows in a request.</param>
/// <param name="budgetSeconds">In how much time 99 of 100 rows are to have their scores; null for no such wish.</param>
/// <param name="overheadSeconds">What a request costs besides the model's own time.</param>
/// <param name="isFixed">Whether the size is always the largest that is allowed.</param>
internal sealed class BatchSizeChooser(int maxRows, double? budgetSeconds, double overheadSeconds, bool isFixed = false)
{
    /// <summary>How much of the budget is planned for.</summary>
    private const double Planned = 0.9;

    /// <summary>Among sizes as good as this the smallest is taken.</summary>
    private const double AsGoodAs = 0.975;

    /// <summary>A try has to promise this much.</summary>
    private const double WorthTrying = 1.04;

    /// <summary>A batch is planned for nine of ten of its like: so many times the spread of the logarithm.</summary>
    private const double TailSpreads = 1.3;

    /// <summary>The part of a request's time, over the number in flight, that a row waits for the one before.</summary>
    private const double WaitShare = 0.9;

    /// <summary>Where waiting for the request before leaves less than this part of the best rate, it is not planned for: rows that wait too long are refused, and the others are served faster.</summary>
    private const double WorthWaiting = 0.85;

    /// <summary>A size may be tried that is expected to take so much longer than is planned for.</summary>
    private const double TrialTime = 1.2;

    /// <summary>Half of a size is tried where a request of it takes so long: shorter ones cost more to send than they could bring.</summary>
    private const double LongSeconds = 1e-3;

    /// <summary>What vectors, warps and padded kernels are multiples of.</summary>
    public const int UsualStep = 8;

    /// <summary>So much smaller a request may be made to be a multiple of a step.</summary>
    private const double MaxBeyondStep = 0.08;

    private double? _budgetSeconds = budgetSeconds;
    private bool _isFixed = isFixed;
    private int _limit = maxRows;

    /// <summary>The size to fill requests to while requests keep coming.</summary>
    public int Cap { get; private set; } = budgetSeconds is null || isFixed ? maxRows : 1;

    /// <summary>The best size where only the request's own time counts, as no other rows come meanwhile.</summary>
    public int Reach { get; private set; } = budgetSeconds is null || isFixed ? maxRows : 1;

    /// <summary>A size that is worth a try; 0 when none is.</summary>
    public int Trial { get; private set; }

    /// <summary>The most rows in a request.</summary>
    public int Limit => _limit;

    /// <summary>Whether a budget is set and no size, not even one row, is within it.</summary>
    public bool IsOutOfReach { get; private set; }

    /// <summary>Other limits are in force.</summary>
    public void SetLimits(int maxRows, double? budgetSeconds, bool isFixed, ServiceTimeModel model, int inFlight)
    {
        (_limit, _budgetSeconds, _isFixed) = (maxRows, budgetSeconds, isFixed);
        (Cap, Reach, Trial, IsOutOfReach) = (Math.Min(Cap, _limit), Math.Min(Reach, _limit), Math.Min(Trial, _limit), false);
        if (isFixed || model.Curve.Count == 0) (Cap, Reach) = budgetSeconds is null || isFixed ? (_limit, _limit) : (1, 1);
        else Update(model, inFlight);
    }

    /// <summary>Decides anew by what is known now.</summary>
    /// <param name="model">What is known of times.</param>
    /// <param name="inFlight">Requests in flight at once, 1 or more.</param>
    public void Update(ServiceTimeModel model, int inFlight)
    {
        TimeCurve curve = model.Curve;
        if (curve.Count == 0) return;
        double tail = Math.Exp(TailSpreads * model.Residuals.Spread);
        double time = _budgetSeconds is { } budget ? Planned * budget / model.Inflation(inFlight) : double.PositiveInfinity;
        double ownTime = time / tail, pipelined = time / (tail + (WaitShare / inFlight));
        IsOutOfReach = curve.TimeOf(1) > ownTime;
        if (_isFixed) return;
        Cap = Best(curve, pipelined, out double rate);
        double reachRate = rate;
        int reach = ownTime == pipelined ? Cap : Best(curve, ownTime, out reachRate);
        if (rate < WorthWaiting * reachRate) (Cap, rate, pipelined) = (reach, reachRate, ownTime);
        Reach = Math.Max(Cap, reach);
        Trial = FindTrial(curve, model.Residuals.Spread, curve.Count < 3 ? ownTime : Math.Min(ownTime, TrialTime * pipelined), rate);
    }

    /// <summary>How long a row takes at worst that waits for a request of this size and is then served in one, in seconds.</summary>
    public static double PlannedSeconds(ServiceTimeModel model, int rows, int inFlight) =>
        model.Time(rows, inFlight) * (Math.Exp(TailSpreads * model.Residuals.Spread) + (WaitShare / inFlight));

    /// <summary>A size as it is used: the largest that is allowed is exact.</summary>
    public int Learned(TimeCurve curve, double rows) => rows >= _limit ? _limit : Rounded(curve, (int)Math.Round(rows));

    /// <summary>The smallest size that is nearly as good as the best of those that take no longer.</summary>
    private int Best(TimeCurve curve, double maxTime, out double bestRate)
    {
        bestRate = 0;
        for (int i = 0; i < curve.Count; i++)
        {
            if (IsAllowed(curve, i, maxTime)) bestRate = Math.Max(bestRate, curve.Sizes[i] / (curve.Times[i] + overheadSeconds));
        }

        int edge = EdgeOf(curve, maxTime);
        if (edge > 0) bestRate = Math.Max(bestRate, edge / (curve.TimeOf(edge) + overheadSeconds));
        for (int i = 0; i < curve.Count; i++)
        {
            if (IsAllowed(curve, i, maxTime) && curve.Sizes[i] / (curve.Times[i] + overheadSeconds) >= AsGoodAs * bestRate) return Learned(curve, curve.Sizes[i]);
        }

        return Learned(curve, edge);
    }

    /// <summary>Models pad to multiples of a step, of eight where none is known: a few rows more than that would cost a whole step.</summary>
    public static int Rounded(TimeCurve curve, int rows)
    {
        int down = curve.Step.IsFound ? RoundedTo(curve.Step.Step, rows) : rows;
        return Math.Max(1, down < rows ? down : RoundedTo(UsualStep, rows));
    }

    private static int RoundedTo(int step, int rows)
    {
        int beyond = rows % step;
        return rows > beyond && beyond < MaxBeyondStep * rows ? rows - beyond : rows;
    }

    private bool IsAllowed(TimeCurve curve, int point, double maxTime) => curve.Sizes[point] < _limit + 1 && curve.Times[point] <= maxTime;

    /// <summary>The largest size that is fast enough: within the known ones, between two of them.</summary>
    private int EdgeOf(TimeCurve curve, double maxTime)
    {
        // Without a budget the largest request is right until smaller ones are known to be as good.
        if (double.IsInfinity(maxTime)) return _limit;
        int above = 0;
        while (above < curve.Count && IsAllowed(curve, above, maxTime)) above++;
        if (above == curve.Count) return Math.Min(_limit, (int)curve.Sizes[^1]);
        double low = above == 0 ? 0 : curve.Sizes[above - 1], high = Math.Min(_limit, curve.Sizes[above]);
        if (curve.TimeOf(high) <= maxTime) return (int)high;
        for (int i = 0; i < 12 && high - low > 0.5; i++)
        {
            double middle = (low + high) / 2;
            if (curve.TimeOf(middle) <= maxTime) low = middle;
            else high = middle;
        }

        return (int)low;
    }

    private int FindTrial(TimeCurve curve, double spread, double maxTime, double rate)
    {
        var search = new TrialSearch(curve, _limit, maxTime, overheadSeconds, WorthTrying * rate);
        search.TryKnown(spread);
        search.TryBetween();
        search.TrySteps();
        search.TryBeyond();
        search.TryBeyondSeen();
        if (_budgetSeconds is null && curve.TimeOf(Cap) >= LongSeconds) search.TryHalf(Cap, AsGoodAs * rate);
        return search.Size;
    }
}
