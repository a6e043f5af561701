namespace Scoring.Batching.Control;

/// <summary>How long a batch takes: <c>t(b, k) = T(b) · R(k)</c> for b rows while k batches are in flight, R(1) = 1.</summary>
/// <remarks>
/// <para>T is a table of sizes, updated by each batch with a weight that forgets, and made non-decreasing when it is read (isotonic regression by pooling
/// adjacent violators; R. E. Barlow and others, Statistical Inference under Order Restrictions, 1972). Between known sizes it is interpolated, beyond them extrapolated by a weighted affine fit.</para>
/// <para>R is changed only by <see cref="SetInflation"/>, from probes during which T is frozen: both share a scale, and updated together each would explain the other.</para>
/// <para>No clocks, no threads, no allocation per batch.</para>
/// </remarks>
internal sealed class ServiceTimeModel
{
    /// <summary>A sample counts no more than so many spreads from what is known, or so much where that is less.</summary>
    private const double ClipSpreads = 3.5, MinClip = 0.15;

    /// <summary>With fewer samples of a size it is not known well enough for its residuals to count.</summary>
    private const int KnownSamples = 3;

    private readonly SizeBucket[] _buckets = new SizeBucket[SizeBuckets.Count];
    private readonly TimeCurve _curve = new();
    private double[] _logInflation;
    private readonly StepFinder _steps = new();
    private bool _isStale = true;

    /// <param name="maxParallel">The most batches in flight.</param>
    /// <param name="startParallel">So many are taken to run side by side at full speed, until a probe shows otherwise.</param>
    public ServiceTimeModel(int maxParallel, int startParallel)
    {
        _logInflation = new double[maxParallel + 1];
        KnownParallel = startParallel;
    }

    /// <summary>With more in flight nothing is known.</summary>
    public int KnownParallel { get; private set; }

    /// <summary>Batches seen.</summary>
    public long Batches { get; private set; }

    /// <summary>How far batches were from what was expected of them.</summary>
    public ResidualRing Residuals { get; } = new();

    /// <summary>The sizes seen, for a profile: one bucket each of <see cref="SizeBuckets"/>.</summary>
    public ReadOnlySpan<SizeBucket> Buckets => _buckets;

    /// <summary>The logarithm of R by batches in flight, for a profile. Beyond <see cref="KnownParallel"/> it is a guess.</summary>
    public ReadOnlySpan<double> LogInflations => _logInflation;

    /// <summary>The factor that 97 of 100 batches stay below.</summary>
    public double TailFactor => Math.Exp(Residuals.Tail);

    /// <summary>The curve as it is known now.</summary>
    public TimeCurve Curve
    {
        get
        {
            if (_isStale) _curve.Rebuild(_buckets, _steps.Found, Residuals.Spread);
            _isStale = false;
            return _curve;
        }
    }

    /// <summary>The expected time in seconds of a batch of its own.</summary>
    public double Time(double rows) => Curve.TimeOf(rows);

    /// <summary>The expected time in seconds.</summary>
    public double Time(double rows, int inFlight) => Curve.TimeOf(rows) * Inflation(inFlight);

    /// <summary>R(k).</summary>
    public double Inflation(int inFlight) => Math.Exp(LogInflation(inFlight));

    /// <summary>The logarithm of R(k); beyond the most batches in flight that of the most.</summary>
    public double LogInflation(int inFlight) => _logInflation[Math.Clamp(inFlight, 1, _logInflation.Length - 1)];

    /// <summary>The logarithm of measured over expected time, as if the batch had been alone in flight.</summary>
    public double LogRatio(int rows, double seconds) => Math.Log(seconds) - Math.Log(Curve.TimeOf(rows));

    /// <summary>Learns from a batch.</summary>
    /// <param name="rows">Rows in it, 1 or more.</param>
    /// <param name="inFlight">Batches that were in flight, itself included.</param>
    /// <param name="seconds">What it took, more than 0.</param>
    /// <returns>The logarithm of measured over expected time; 0 for the first batch.</returns>
    public double Add(int rows, int inFlight, double seconds)
    {
        double logTime = Math.Log(seconds) - LogInflation(inFlight);
        double residual = Curve.Count == 0 ? 0 : logTime - Math.Log(Curve.TimeOf(rows));
        ref SizeBucket bucket = ref _buckets[SizeBuckets.Of(rows)];
        bool isKnown = bucket.Count >= KnownSamples;
        bucket.Add(rows, logTime, logTime - residual, Math.Max(MinClip, ClipSpreads * Residuals.Spread), ++Batches);
        if (isKnown) Residuals.Add(residual);
        _steps.Add(rows, Math.Exp(logTime));
        _isStale = true;
        return residual;
    }

    /// <summary>Takes over what was learned before.</summary>
    /// <param name="buckets">As <see cref="Buckets"/>.</param>
    /// <param name="logInflation">As <see cref="LogInflations"/>, as far as it is known; beyond it stays.</param>
    /// <param name="step">How the model pads.</param>
    public void Restore(ReadOnlySpan<SizeBucket> buckets, ReadOnlySpan<double> logInflation, StepFit step)
    {
        buckets.CopyTo(_buckets);
        _steps.Restore(step);
        int known = Math.Min(logInflation.Length, _logInflation.Length);
        logInflation[..known].CopyTo(_logInflation);
        if (known > 0) _logInflation.AsSpan(known).Fill(logInflation[known - 1]);
        KnownParallel = Math.Max(KnownParallel, known - 1);
        Batches = Math.Max(Batches, 1);
        _isStale = true;
    }

    /// <summary>Another number of batches may be in flight at most. What is known of fewer is kept; beyond it stays.</summary>
    /// <param name="max">The most batches in flight.</param>
    /// <param name="isKnown">Whether all these are taken to run side by side as was seen so far, since no probe will show otherwise.</param>
    public void SetMaxParallel(int max, bool isKnown)
    {
        double[] before = _logInflation;
        if (max + 1 != before.Length)
        {
            _logInflation = new double[max + 1];
            int kept = Math.Min(before.Length, _logInflation.Length);
            before.AsSpan(0, kept).CopyTo(_logInflation);
            _logInflation.AsSpan(kept).Fill(before[^1]);
        }

        KnownParallel = isKnown ? max : Math.Min(KnownParallel, max);
    }

    /// <summary>Forgets all sizes: they were seen with more in flight than is usual from now on.</summary>
    /// <param name="parallel">So many are taken to run side by side at full speed.</param>
    public void Forget(int parallel)
    {
        Array.Clear(_buckets);
        _logInflation.AsSpan().Clear();
        _steps.Clear();
        Residuals.Clear();
        KnownParallel = parallel;
        _isStale = true;
    }

    /// <summary>All batches take so much longer now, as the logarithm of a factor.</summary>
    public void Shift(double logFactor)
    {
        for (int i = 0; i < _buckets.Length; i++)
        {
            if (_buckets[i].Count > 0) _buckets[i].Shift(logFactor);
        }

        Residuals.ForgetRecent();
        _steps.Shift(Math.Exp(logFactor));
        _isStale = true;
    }

    /// <summary>A probe has shown how much longer a batch takes with another number in flight: in between it is interpolated, with still more it is the same, with still fewer no more.</summary>
    /// <param name="from">The usual number in flight.</param>
    /// <param name="to">The number that was tried, another.</param>
    /// <param name="logFactor">The logarithm of how much longer.</param>
    public void SetInflation(int from, int to, double logFactor)
    {
        KnownParallel = Math.Max(KnownParallel, to);

        // Each is no faster with more in flight: what looks so is noise.
        logFactor = to > from ? Math.Max(0, logFactor) : Math.Min(0, logFactor);
        if (to < from) TakeOut(from, _logInflation[from] + logFactor);
        double start = _logInflation[from], end = to == 1 ? 0 : Math.Max(0, start + logFactor);
        for (int k = Math.Min(from, to); k <= Math.Max(from, to); k++)
        {
            double part = Math.Log((double)k / from) / Math.Log((double)to / from);
            _logInflation[k] = start + (part * (end - start));
        }

        if (to > from) _logInflation.AsSpan(to).Fill(end);
        else foreach (ref double fewer in _logInflation.AsSpan(1, to - 1)) fewer = Math.Min(fewer, end);
    }

    /// <summary>Where fewer in flight are faster than a batch of its own was taken to be, what was learned was the time of a crowd: that part of T belongs to R.</summary>
    /// <param name="from">The number in flight with which it was learned.</param>
    /// <param name="fewer">The logarithm of R with fewer, by what was known; negative where that cannot be.</param>
    private void TakeOut(int from, double fewer)
    {
        if (fewer >= 0) return;
        Shift(fewer);
        foreach (ref double inflation in _logInflation.AsSpan(from)) inflation -= fewer;
    }
}
