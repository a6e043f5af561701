namespace Scoring.Batching.Control;

/// <summary>The last samples of a measurement, their middle, and how they compare with others.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class SampleSet(int capacity)
{
    private readonly double[] _samples = new double[capacity];
    private readonly double[] _sorted = new double[capacity];
    private int _next;

    /// <summary>How many there are, at most the capacity.</summary>
    public int Count { get; private set; }

    public void Add(double sample)
    {
        _samples[_next] = sample;
        _next = (_next + 1) % _samples.Length;
        Count = Math.Min(Count + 1, _samples.Length);
    }

    /// <summary>The median; there is at least one sample.</summary>
    public double Median()
    {
        Span<double> sorted = _sorted.AsSpan(0, Count);
        _samples.AsSpan(0, Count).CopyTo(sorted);
        sorted.Sort();
        return (sorted[Count / 2] + sorted[(Count - 1) / 2]) / 2;
    }

    /// <summary>How clearly these are larger than others plus a shift: the rank sum, in standard deviations; negative where they are smaller. There is at least one sample of each.</summary>
    /// <remarks>H. B. Mann and D. R. Whitney, On a test of whether one of two random variables is stochastically larger than the other, Annals of Mathematical Statistics 18, 1947.</remarks>
    public double RankOver(SampleSet others, double shift)
    {
        int more = 0, less = 0;
        foreach (double sample in _samples.AsSpan(0, Count))
        {
            double moved = sample - shift;
            foreach (double other in others._samples.AsSpan(0, others.Count))
            {
                if (moved > other) more++;
                else if (moved < other) less++;
            }
        }

        return (more - less) / (2 * Math.Sqrt((double)Count * others.Count * (Count + others.Count + 1) / 12));
    }

    public void Clear() => (Count, _next) = (0, 0);
}
