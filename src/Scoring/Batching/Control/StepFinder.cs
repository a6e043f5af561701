namespace Scoring.Batching.Control;

/// <summary>Finds out whether a model pads requests, and to multiples of what, from the times of batches of many sizes.</summary>
/// <remarks>For each candidate the times are fitted by least squares of the relative error; a step is believed where the trimmed sum of squares is much less than that of a straight line.</remarks>
internal sealed class StepFinder
{
    private const int PerBucket = 3;

    /// <summary>The sum of squares of a step must be less than this part of a line's.</summary>
    private const double MaxPartOfLine = 0.55;

    /// <summary>Fewer different sizes say nothing.</summary>
    private const int MinSizes = 7;

    /// <summary>A search with more samples than this, over all candidates, goes on with the next batches: callers wait while it lasts.</summary>
    private const int PerBatch = 1500;

    /// <summary>The worst samples, by this share, are left out: they met a pause.</summary>
    private const double Trimmed = 0.1;

    private static readonly int[] s_candidates = [8, 10, 12, 16, 20, 24, 25, 32, 40, 48, 50, 64, 80, 96, 100, 128, 150, 160, 192, 200, 256];

    private readonly Sample[] _samples = new Sample[SizeBuckets.Count * PerBucket];
    private readonly byte[] _next = new byte[SizeBuckets.Count];
    private readonly Sample[] _known = new Sample[SizeBuckets.Count * PerBucket];
    private readonly double[] _errors = new double[SizeBuckets.Count * PerBucket];
    private int _untilSearch = 12;
    private int _interval = 8;

    /// <summary>Of a search that is going on: the samples looked at, the next candidate, the best so far and its error.</summary>
    private int _looking;

    private int _candidate = s_candidates.Length;
    private StepFit _best;
    private double _least;

    /// <summary>How the model pads; without a step where it does not.</summary>
    public StepFit Found { get; private set; }

    /// <summary>A batch has come back; now and then all are looked at.</summary>
    public void Add(int rows, double seconds)
    {
        int bucket = SizeBuckets.Of(rows);
        _samples[(bucket * PerBucket) + _next[bucket]] = new Sample(rows, seconds);
        _next[bucket] = (byte)((_next[bucket] + 1) % PerBucket);
        if (--_untilSearch <= 0) Begin();
        Search();
    }

    /// <summary>Starts from what was found before, until there are samples of enough sizes.</summary>
    public void Restore(StepFit found) => Found = found;

    /// <summary>Forgets all samples.</summary>
    public void Clear()
    {
        Array.Clear(_samples);
        Found = default;
        Restart();
    }

    /// <summary>All batches take so much longer now.</summary>
    public void Shift(double factor)
    {
        for (int i = 0; i < _samples.Length; i++) _samples[i] = _samples[i] with { Seconds = _samples[i].Seconds * factor };
        Found = Found with { PerRequest = Found.PerRequest * factor, PerRow = Found.PerRow * factor };
        Restart();
    }

    private void Restart()
    {
        _untilSearch = _interval = 8;
        _candidate = s_candidates.Length;
    }

    private void Begin()
    {
        _untilSearch = _interval = Math.Min(_interval + (_interval / 2), 1024);
        _looking = Collect(out int sizes);
        _best = default;
        if (sizes >= MinSizes) (_candidate, _least) = (0, MaxPartOfLine * Fit(_known.AsSpan(0, _looking), 1).Error);
    }

    /// <summary>Looks at as many candidates as one batch may cost.</summary>
    private void Search()
    {
        if (_candidate == s_candidates.Length) return;
        for (int looked = 0; looked < PerBatch && _candidate < s_candidates.Length; looked += _looking) Consider(s_candidates[_candidate++]);
        if (_candidate == s_candidates.Length) Found = _best;
    }

    private void Consider(int step)
    {
        (StepFit fit, double error) = Fit(_known.AsSpan(0, _looking), step);
        if (error < _least) (_least, _best) = (error, fit);
    }

    private int Collect(out int sizes)
    {
        int count = 0;
        sizes = 0;
        for (int i = 0; i < _samples.Length; i++)
        {
            if (_samples[i].Rows == 0) continue;
            if (count == 0 || _known[count - 1].Rows != _samples[i].Rows) sizes++;
            _known[count++] = _samples[i];
        }

        return count;
    }

    private (StepFit Fit, double Error) Fit(ReadOnlySpan<Sample> samples, int step)
    {
        StepFit fit = Line(samples, step);
        for (int i = 0; i < samples.Length; i++)
        {
            double error = (fit.TimeOf(samples[i].Rows) / samples[i].Seconds) - 1;
            _errors[i] = error * error;
        }

        Span<double> errors = _errors.AsSpan(0, samples.Length);
        errors.Sort();
        double sum = 0;
        foreach (double error in errors[..(int)Math.Ceiling(samples.Length * (1 - Trimmed))]) sum += error;
        return (fit, sum);
    }

    private static StepFit Line(ReadOnlySpan<Sample> samples, int step)
    {
        double w = 0, x = 0, y = 0, xx = 0, xy = 0;
        foreach (Sample sample in samples)
        {
            double padded = step * Math.Ceiling((double)sample.Rows / step);
            double weight = 1 / (sample.Seconds * sample.Seconds);
            w += weight;
            x += weight * padded;
            y += weight * sample.Seconds;
            xx += weight * padded * padded;
            xy += weight * padded * sample.Seconds;
        }

        double spread = (w * xx) - (x * x);
        double perRow = spread <= 1e-9 * w * xx ? y / x : Math.Clamp(((w * xy) - (x * y)) / spread, 0, y / x);
        return new StepFit(step, Math.Max(0, (y - (perRow * x)) / w), perRow);
    }

    private readonly record struct Sample(int Rows, double Seconds);
}
