namespace Scoring.Batching.Control;

/// <summary>The last samples of a measurement, and their middle.</summary>
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

    public void Clear() => (Count, _next) = (0, 0);
}
