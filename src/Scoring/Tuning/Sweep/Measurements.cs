using Scoring.Tuning.Statistics;

namespace Scoring.Tuning.Sweep;

/// <summary>All times of one setting.</summary>
/// <remarks>A visit's times are alike, as they are of one moment; so it counts once, with their mean: that is what rates follow, and of short requests the median is less.</remarks>
internal sealed class Measurements(Setting setting, bool isRefinement)
{
    /// <summary>Half of the confidence interval, as a part of the median, above which a point is not stable.</summary>
    private const double Stable = 0.05;

    /// <summary>Of each visit the times.</summary>
    private readonly List<IReadOnlyList<double>> _visits = [];

    private int _failures;

    /// <summary>Null when there is a new visit.</summary>
    private double[]? _curve;

    public Setting Setting { get; } = setting;

    public bool IsRefinement { get; } = isRefinement;

    public int Rounds => _visits.Count;

    public bool IsMeasured => _visits.Count > 0;

    /// <summary>The means of the visits without outliers, ascending.</summary>
    public double[] Curve => _curve ??= MeansOfInliers();

    public double Median => Quantile.MedianOfSorted(Curve);

    public double RowsPerSecond => Setting.ParallelRequests * Setting.Rows / Median;

    /// <summary>Half of the confidence interval as a part of the median.</summary>
    public double RelativeError
    {
        get
        {
            if (Rounds < 3) return double.PositiveInfinity;
            (double low, double high) = MedianInterval.Of(Curve);
            return (high - low) / 2 / Median;
        }
    }

    /// <summary>The time that 99 of 100 requests stayed below, outliers included.</summary>
    public double P99 => Quantile.OfSorted(AllSorted(), 0.99);

    /// <summary>The same of a row: it may have to wait for one of the requests in flight.</summary>
    public double WithWaiting => SettingChoice.WithWaiting(P99, Setting.ParallelRequests);

    public void Add(Visit visit)
    {
        _failures += visit.Failures;
        if (visit.Times.Count == 0) return;
        _visits.Add(visit.Times);
        _curve = null;
    }

    public TuningPoint ToPoint()
    {
        double[] sorted = AllSorted();
        (double low, double high) = MedianInterval.Of(Curve);
        (int start, int end) = Outliers.Inliers(sorted);
        return new TuningPoint
        {
            Rows = Setting.Rows,
            ParallelRequests = Setting.ParallelRequests,
            Rounds = Rounds,
            RoundSeconds = [.. _visits.Select(static times => Quantile.Median([.. times]))],
            Samples = sorted.Length,
            MedianSeconds = Median,
            LowSeconds = low,
            HighSeconds = high,
            P50Seconds = Quantile.OfSorted(sorted, 0.5),
            P99Seconds = Quantile.OfSorted(sorted, 0.99),
            RowsPerSecond = RowsPerSecond,
            OutlierShare = 1 - ((double)(end - start) / sorted.Length),
            IsStable = RelativeError <= Stable,
            Failures = _failures,
            IsRefinement = IsRefinement,
        };
    }

    /// <summary>Outliers are told among all requests: within a visit of few, one that is much longer would not be seen to be one.</summary>
    private double[] MeansOfInliers()
    {
        double[] all = AllSorted();
        (int start, int end) = Outliers.Inliers(all);
        (double least, double most) = (all[start], all[end - 1]);
        var means = new List<double>(_visits.Count);
        foreach (IReadOnlyList<double> visit in _visits)
        {
            double[] inliers = [.. visit.Where(seconds => seconds >= least && seconds <= most)];
            if (inliers.Length > 0) means.Add(inliers.Average());
        }

        means.Sort();
        return [.. means];
    }

    private double[] AllSorted()
    {
        double[] all = [.. _visits.SelectMany(static visit => visit)];
        Array.Sort(all);
        return all;
    }
}
