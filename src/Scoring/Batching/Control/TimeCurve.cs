namespace Scoring.Batching.Control;

/// <summary>The time of a batch by its rows: known sizes, what lies between them and beyond.</summary>
internal sealed class TimeCurve
{
    /// <summary>What a size that was last seen before the model changed is worth: those that were seen since tell more of it.</summary>
    private const double MovedSamples = 0.25;

    private readonly double[] _sizes = new double[SizeBuckets.Count];
    private readonly double[] _times = new double[SizeBuckets.Count];
    private readonly double[] _weights = new double[SizeBuckets.Count];
    private readonly int[] _counts = new int[SizeBuckets.Count];
    private readonly bool[] _moved = new bool[SizeBuckets.Count];

    /// <summary>Of blocks that were pooled: how many points.</summary>
    private readonly int[] _pooled = new int[SizeBuckets.Count];

    /// <summary>The known sizes, each as large as it is computed.</summary>
    private readonly double[] _padded = new double[SizeBuckets.Count];

    /// <summary>So many samples each known size is worth to its neighbours.</summary>
    private readonly double[] _worth = new double[SizeBuckets.Count];

    private readonly CurveSmoother _smoother = new();

    private double _fixed;
    private double _perRow;

    /// <summary>Known sizes.</summary>
    public int Count { get; private set; }

    /// <summary>The known sizes, ascending.</summary>
    public ReadOnlySpan<double> Sizes => _sizes.AsSpan(0, Count);

    /// <summary>Their times in seconds, non-decreasing.</summary>
    public ReadOnlySpan<double> Times => _times.AsSpan(0, Count);

    /// <summary>How many samples stand behind each.</summary>
    public ReadOnlySpan<int> Samples => _counts.AsSpan(0, Count);

    /// <summary>Whether each was last seen before the model changed.</summary>
    public ReadOnlySpan<bool> IsMoved => _moved.AsSpan(0, Count);

    /// <summary>Seconds per row, on the whole.</summary>
    public double PerRow => _perRow;

    /// <summary>Seconds per request, on the whole.</summary>
    public double PerRequest => _fixed;

    /// <summary>How the model pads, if it does.</summary>
    public StepFit Step { get; private set; }

    /// <summary>The expected time in seconds; 0 while nothing is known.</summary>
    public double TimeOf(double rows)
    {
        if (Count == 0) return 0;
        int above = Array.BinarySearch(_sizes, 0, Count, rows);
        if (above >= 0) return _times[above];
        above = ~above;
        if (above == Count) return _times[Count - 1] + (SlopeBeyond() * (rows - _sizes[Count - 1]));
        if (above == 0) return Math.Max(_times[0] * rows / _sizes[0], _times[0] - (_perRow * (_sizes[0] - rows)));
        double part = (rows - _sizes[above - 1]) / (_sizes[above] - _sizes[above - 1]);
        return _times[above - 1] + (part * (_times[above] - _times[above - 1]));
    }

    /// <summary>The time of the largest known size that is not larger: no more rows take less. 0 when there is none.</summary>
    public double KnownBelow(double rows)
    {
        int above = Array.BinarySearch(_sizes, 0, Count, rows);
        if (above >= 0) return _times[above];
        return above == ~0 ? 0 : _times[~above - 1];
    }

    /// <summary>Whether there is a known size that differs by less than a part of it.</summary>
    public bool HasSizeNear(double rows, double part)
    {
        int above = Array.BinarySearch(_sizes, 0, Count, rows);
        if (above >= 0) return true;
        above = ~above;
        return (above < Count && _sizes[above] - rows < part * rows) || (above > 0 && rows - _sizes[above - 1] < part * rows);
    }

    /// <summary>The slope with which the curve arrives at a known size, at best: it may go on like that until the next.</summary>
    public double SlopeBefore(int point)
    {
        double slope = point == 0 ? _perRow : (_times[point] - _times[point - 1]) / (_sizes[point] - _sizes[point - 1]);
        return Math.Min(Math.Min(slope, _perRow), _times[point] / _sizes[point]);
    }

    /// <summary>Takes the curve from what was seen of each size.</summary>
    /// <param name="buckets">What was seen.</param>
    /// <param name="step">How the model pads.</param>
    /// <param name="spread">The spread of the logarithm of a single time.</param>
    public void Rebuild(ReadOnlySpan<SizeBucket> buckets, StepFit step, double spread)
    {
        Step = step;
        Count = 0;
        foreach (ref readonly SizeBucket bucket in buckets)
        {
            if (bucket.Count == 0) continue;
            (_sizes[Count], _times[Count], _counts[Count], _moved[Count]) = (bucket.Size, bucket.Time, bucket.Count, bucket.IsMoved);
            _worth[Count] = bucket.IsMoved ? MovedSamples : bucket.Count;
            _padded[Count] = step.IsFound ? step.Padded(bucket.Size) : bucket.Size;
            Count++;
        }

        _smoother.Smooth(_padded.AsSpan(0, Count), _times.AsSpan(0, Count), _worth.AsSpan(0, Count), spread);
        PoolViolators();
        Fit();
    }

    /// <summary>Seconds per row beyond the largest known size.</summary>
    private double SlopeBeyond()
    {
        double proportional = _times[Count - 1] / _sizes[Count - 1];

        // With one size known nothing is known of the slope: hope, the next batch will tell.
        if (Count < 2) return proportional / 8;
        double local = (_times[Count - 1] - _times[Count - 2]) / (_sizes[Count - 1] - _sizes[Count - 2]);
        return Math.Clamp(Math.Min(local, _perRow), 0, proportional);
    }

    /// <summary>Isotonic regression: neighbours whose times fall are replaced by their mean, weighted by their samples.</summary>
    private void PoolViolators()
    {
        int blocks = 0;
        for (int i = 0; i < Count; i++)
        {
            (_times[blocks], _weights[blocks], _pooled[blocks]) = (_times[i], _counts[i], 1);
            blocks++;
            while (blocks > 1 && _times[blocks - 1] < _times[blocks - 2]) blocks = PoolLast(blocks);
        }

        for (int block = blocks - 1, end = Count; block >= 0; block--)
        {
            double time = _times[block];
            int start = end - _pooled[block];
            _times.AsSpan(start, end - start).Fill(time);
            end = start;
        }
    }

    private int PoolLast(int blocks)
    {
        double weight = _weights[blocks - 2] + _weights[blocks - 1];
        _times[blocks - 2] = ((_times[blocks - 2] * _weights[blocks - 2]) + (_times[blocks - 1] * _weights[blocks - 1])) / weight;
        _weights[blocks - 2] = weight;
        _pooled[blocks - 2] += _pooled[blocks - 1];
        return blocks - 1;
    }

    /// <summary>Least squares of the relative error: small batches count as much as large ones.</summary>
    private void Fit()
    {
        (_fixed, _perRow) = (0, 0);
        if (Count == 0) return;
        double w = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (int i = 0; i < Count; i++)
        {
            double weight = _counts[i] / (_times[i] * _times[i]);
            w += weight;
            x += weight * _sizes[i];
            y += weight * _times[i];
            xx += weight * _sizes[i] * _sizes[i];
            xy += weight * _sizes[i] * _times[i];
        }

        double spread = (w * xx) - (x * x);
        double proportional = y / x;
        _perRow = spread <= 1e-9 * w * xx ? proportional : Math.Clamp(((w * xy) - (x * y)) / spread, 0, proportional);
        _fixed = Math.Max(0, (y - (_perRow * x)) / w);
    }
}
