namespace Scoring.Batching.Control;

/// <summary>How far batches were from what was expected of them: the logarithm of measured over expected time, of the last 200.</summary>
internal sealed class ResidualRing
{
    private const int Capacity = 200;

    /// <summary>Quantiles are worked out anew after so many samples.</summary>
    private const int Every = 8;

    private const int Recent = 5;

    /// <summary>What is taken for usual before there are samples.</summary>
    private const double UsualSpread = 0.1, UsualTail = 0.15;

    private readonly double[] _ring = new double[Capacity];
    private readonly double[] _sorted = new double[Capacity];
    private int _next;
    private int _count;
    private int _sinceSorted;

    /// <summary>How far the middle half reaches, scaled to be the standard deviation of normal noise.</summary>
    public double Spread { get; private set; } = UsualSpread;

    /// <summary>The logarithm of the factor that 97 of 100 batches stay below.</summary>
    public double Tail { get; private set; } = UsualTail;

    /// <summary>The middle of the last five samples; 0 before there are as many.</summary>
    public double RecentMedian
    {
        get
        {
            if (_count < Recent) return 0;
            Span<double> last = stackalloc double[Recent];
            SortRecent(last);
            return last[Recent / 2];
        }
    }

    /// <summary>What four of the last five samples exceed, on the side of their middle; 0 before there are as many, or where they do not agree on a side.</summary>
    public double RecentAgreement
    {
        get
        {
            if (_count < Recent) return 0;
            Span<double> last = stackalloc double[Recent];
            SortRecent(last);
            return last[Recent / 2] > 0 ? Math.Max(0, last[1]) : Math.Min(0, last[^2]);
        }
    }

    /// <summary>A batch has come back.</summary>
    public void Add(double residual)
    {
        _ring[_next] = residual;
        _next = (_next + 1) % Capacity;
        _count = Math.Min(_count + 1, Capacity);
        if (++_sinceSorted >= Math.Min(Every, _count)) Sort();
    }

    /// <summary>Starts from what was seen before, until there are samples.</summary>
    public void Restore(double spread, double tail) => (Spread, Tail, _count, _next, _sinceSorted) = (Math.Max(0.01, spread), Math.Max(0.02, tail), 0, 0, 0);

    /// <summary>Forgets all samples.</summary>
    public void Clear() => Restore(UsualSpread, UsualTail);

    /// <summary>The last samples showed that the model has changed: they say nothing about noise.</summary>
    public void ForgetRecent()
    {
        int forgotten = Math.Min(Recent, _count);
        _next = (_next - forgotten + Capacity) % Capacity;
        _count -= forgotten;
    }

    private void SortRecent(Span<double> last)
    {
        for (int i = 0; i < last.Length; i++) last[i] = _ring[(_next - 1 - i + Capacity) % Capacity];
        last.Sort();
    }

    private void Sort()
    {
        _sinceSorted = 0;
        Span<double> sorted = _sorted.AsSpan(0, _count);
        CopyTo(sorted);
        sorted.Sort();
        if (_count < 6) return;
        Spread = Math.Max(0.01, (sorted[_count * 3 / 4] - sorted[_count / 4]) / 1.35);
        double tail = sorted[Math.Min(_count - 1, (int)(_count * 0.97))];

        // A few samples say little about a tail.
        Tail = Math.Max(0.02, _count < 64 ? Math.Max(tail, 1.9 * Spread) : tail);
    }

    /// <summary>The samples kept: those that were forgotten lie among them in the ring.</summary>
    private void CopyTo(Span<double> samples)
    {
        int atEnd = Math.Max(0, _count - _next);
        _ring.AsSpan(Capacity - atEnd).CopyTo(samples);
        _ring.AsSpan(_next - (_count - atEnd), _count - atEnd).CopyTo(samples[atEnd..]);
    }
}
