namespace Scoring.Batching.Control;

/// <summary>Finds the batch size with the most rows per second that the latency budget allows, and a size worth a try.</summary>
/// <remarks>
/// A row waits for the next request to come back, a k-th of a request's time with k in flight, and then for its own: <c>(1 + 1/k) · T(b) · R(k) · q ≤ η · budget</c>.
/// A size is worth a try when it would be better even if only what is certain is believed of it: times do not fall with size, and go on at best as they did.
/// </remarks>
internal sealed class BatchSizeChooser(int maxRows, double? budgetSeconds, double overheadSeconds)
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

    /// <summary>So much smaller a request may be made to be a multiple of a step.</summary>
    private const double MaxBeyondStep = 0.08;

    /// <summary>A size that is so close to a known one tells nothing new.</summary>
    private const double Resolution = 1.045;

    private readonly int _maxRows = maxRows;
    private int _limit = maxRows;

    /// <summary>The size to fill requests to while requests keep coming.</summary>
    public int Cap { get; private set; } = budgetSeconds is null ? maxRows : 1;

    /// <summary>The best size where only the request's own time counts, as no other rows come meanwhile.</summary>
    public int Reach { get; private set; } = budgetSeconds is null ? maxRows : 1;

    /// <summary>A size that is worth a try; 0 when none is.</summary>
    public int Trial { get; private set; }

    /// <summary>The most rows in a request; lowered when an endpoint refuses larger ones.</summary>
    public int Limit
    {
        get => _limit;
        set
        {
            _limit = Math.Clamp(value, 1, _maxRows);
            (Cap, Reach, Trial) = (Math.Min(Cap, _limit), Math.Min(Reach, _limit), Math.Min(Trial, _limit));
        }
    }

    /// <summary>Whether a budget is set and no size, not even one row, is within it.</summary>
    public bool IsOutOfReach { get; private set; }

    public void Update(ServiceTimeModel model, int inFlight)
    {
        TimeCurve curve = model.Curve;
        if (curve.Count == 0) return;
        double tail = Math.Exp(TailSpreads * model.Residuals.Spread);
        double time = budgetSeconds is { } budget ? Planned * budget / model.Inflation(inFlight) : double.PositiveInfinity;
        double ownTime = time / tail, pipelined = time / (tail + (WaitShare / inFlight));
        Cap = Best(curve, pipelined, out double rate);
        int reach = Best(curve, ownTime, out double reachRate);
        if (rate < WorthWaiting * reachRate) (Cap, rate, pipelined) = (reach, reachRate, ownTime);
        Reach = Math.Max(Cap, reach);
        IsOutOfReach = curve.TimeOf(1) > ownTime;
        Trial = FindTrial(curve, model.Residuals.Spread, curve.Count < 3 ? ownTime : Math.Min(ownTime, TrialTime * pipelined), rate);
    }

    /// <summary>How long a row takes at worst that waits for a request of this size and is then served in one, in seconds.</summary>
    public static double PlannedSeconds(ServiceTimeModel model, int rows, int inFlight) =>
        model.Time(rows, inFlight) * (Math.Exp(TailSpreads * model.Residuals.Spread) + (WaitShare / inFlight));

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
    private static int Rounded(TimeCurve curve, int rows)
    {
        int step = curve.Step.IsFound ? curve.Step.Step : 8, beyond = rows % step;
        return rows > beyond && beyond < MaxBeyondStep * rows ? rows - beyond : Math.Max(1, rows);
    }

    /// <summary>A size as it is used: the largest that is allowed is exact.</summary>
    public int Learned(TimeCurve curve, double rows) => rows >= _limit ? _limit : Rounded(curve, (int)Math.Round(rows));

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
        double best = WorthTrying * rate;
        int trial = 0;
        for (int i = 0; i < curve.Count; i++)
        {
            Consider(curve.Sizes[i], curve.Times[i] * Math.Exp(-1.5 * spread / Math.Sqrt(curve.Samples[i])), curve.Samples[i] < 4);
            if (i + 1 < curve.Count) ConsiderBetween(i, i + 1);
        }

        for (int rows = curve.Step.Step; rows > 0 && rows < curve.Sizes[^1]; rows += curve.Step.Step) Consider(rows, Math.Max(curve.Step.TimeOf(rows), curve.KnownBelow(rows)), !IsKnown(curve, rows));
        double size = Math.Min(_limit, NextSize(curve, maxTime));
        if (size > curve.Sizes[^1] * Resolution) Consider(size, curve.TimeOf(size), true);
        return trial;

        void Consider(double at, double time, bool isNews)
        {
            if (!isNews || at >= _limit + 1 || time > maxTime || at / (time + overheadSeconds) <= best) return;
            best = at / (time + overheadSeconds);
            trial = Learned(curve, at);
        }

        void ConsiderBetween(int left, int right)
        {
            if (curve.Sizes[right] < curve.Sizes[left] * Resolution * Resolution) return;
            double middle = Math.Sqrt(curve.Sizes[left] * curve.Sizes[right]);
            double optimistic = Math.Max(curve.Times[left], Math.Min(curve.TimeOf(middle), curve.Times[left] + (curve.SlopeBefore(left) * (middle - curve.Sizes[left]))));
            Consider(middle, optimistic, true);
        }
    }

    private static bool IsKnown(TimeCurve curve, int rows)
    {
        foreach (double size in curve.Sizes)
        {
            if (Math.Abs(size - rows) < 0.02 * rows) return true;
        }

        return false;
    }

    /// <summary>Four times the largest known size where even a time that grows with its square is fast enough, else as far as the time is likely to be, at most twice.</summary>
    private static double NextSize(TimeCurve curve, double maxTime)
    {
        double size = curve.Sizes[^1], time = curve.Times[^1];
        if (4 * time * Math.Min(4, size / 4) <= maxTime) return Math.Max(4 * size, size + 1);
        double next = Math.Max(2 * size, size + 1);
        while (next > size * Resolution && curve.TimeOf(next) > maxTime) next *= 0.93;
        return next;
    }
}
