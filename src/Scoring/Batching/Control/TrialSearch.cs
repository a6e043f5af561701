namespace Scoring.Batching.Control;

/// <summary>Finds the size that would be best if only what is certain is believed of it, among those that little is known of.</summary>
/// <param name="curve">What is known; at least one size.</param>
/// <param name="limit">The largest size that is allowed.</param>
/// <param name="maxTime">The most time that a request may be expected to take, in seconds.</param>
/// <param name="overhead">What a request costs besides, in seconds.</param>
/// <param name="rate">Rows per second that a try has to promise more than.</param>
internal ref struct TrialSearch(TimeCurve curve, int limit, double maxTime, double overhead, double rate)
{
    /// <summary>A size that is so close to a known one tells nothing new.</summary>
    public const double Resolution = 1.045;

    /// <summary>A time that so few samples stand behind may be wrong.</summary>
    private const int FewSamples = 4;

    /// <summary>So few samples may be wrong.</summary>
    private const int Doubtful = 1;

    /// <summary>A known time may be too long by so many of its standard errors.</summary>
    private const double Errors = 1.5;

    /// <summary>A size is known where one this close to it is.</summary>
    private const double Near = 0.02;

    /// <summary>What half of a size is like is known where a size that differs by less than this factor is.</summary>
    private const double About = 1.3;

    private double _best = rate;

    /// <summary>The size, as it is to be used; 0 where none is worth it.</summary>
    public int Size { get; private set; }

    /// <summary>Known sizes that were seen a few times only. They are tried as they are: rounded, they would be others, and as little known as before.</summary>
    /// <param name="spread">The usual spread of the logarithm of times.</param>
    public void TryKnown(double spread)
    {
        for (int i = 0; i < curve.Count; i++)
        {
            if (curve.Samples[i] < FewSamples) Consider(curve.Sizes[i], OptimisticTime(i, spread));
        }
    }

    /// <summary>The middle between known sizes: times do not fall on the way there, and go on at best as they did before.</summary>
    public void TryBetween()
    {
        for (int i = 0; i + 1 < curve.Count; i++)
        {
            double left = curve.Sizes[i], right = curve.Sizes[i + 1];
            if (right < left * Resolution * Resolution) continue;
            double middle = Usable(Math.Sqrt(left * right), left, right);
            if (middle == 0) continue;
            double straight = curve.Times[i] + (curve.SlopeBefore(i) * (middle - left));
            Consider(middle, Math.Max(curve.Times[i], Math.Min(curve.TimeOf(middle), straight)));
        }
    }

    /// <summary>Multiples of the step that the model pads to.</summary>
    public void TrySteps()
    {
        StepFit step = curve.Step;
        if (!step.IsFound) return;
        for (int rows = step.Step; rows < curve.Sizes[^1]; rows += step.Step)
        {
            double time = Math.Max(step.TimeOf(rows), curve.KnownBelow(rows));
            if (time > maxTime) return;
            if (!curve.HasSizeNear(rows, Near)) Consider(rows, time);
        }
    }

    /// <summary>Larger sizes than are known.</summary>
    public void TryBeyond()
    {
        double size = UsableBeyond(NextSize(), curve.Sizes[^1]);
        if (size > 0) Consider(size, curve.TimeOf(size));
    }

    /// <summary>Twice the largest size that was seen since the model has changed: larger ones are only taken to have changed as it did, and may keep it from being tried.</summary>
    public void TryBeyondSeen()
    {
        int seen = curve.Count - 1;
        while (seen >= 0 && curve.IsMoved[seen]) seen--;
        if (seen < 0 || seen == curve.Count - 1 || curve.Samples[seen] < FewSamples) return;
        double known = curve.Sizes[seen], time = curve.Times[seen], slope = curve.SlopeBefore(seen);
        double inTime = slope > 0 ? known + ((maxTime - time) / slope) : double.PositiveInfinity;
        double size = UsableBeyond(Math.Min(2 * known, inTime), known);
        if (size > 0) Consider(size, time + (slope * (size - known)));
    }

    /// <summary>Half of a size that is in use and well known, where nothing better is to be tried and a line between the known sizes says that half is as good; until it was seen a few times.</summary>
    /// <param name="inUse">The size.</param>
    /// <param name="enough">Rows per second with which a size is as good.</param>
    public void TryHalf(int inUse, double enough)
    {
        int half = BatchSizeChooser.Rounded(curve, inUse / 2);
        if (Size > 0 || inUse < 2 || !IsKnownAbout(inUse) || IsKnownAbout(half)) return;
        if (half / (curve.TimeOf(half) + overhead) >= enough) Size = half;
    }

    private readonly bool IsKnownAbout(int size)
    {
        for (int i = 0; i < curve.Count; i++)
        {
            if (curve.Samples[i] >= FewSamples && curve.Sizes[i] > size / About && curve.Sizes[i] < size * About) return true;
        }

        return false;
    }

    /// <summary>A larger size as it is used, up to the limit; 0 where that is none that tells anything new.</summary>
    private readonly double UsableBeyond(double size, double known)
    {
        if (Math.Min(size, limit) <= known * Resolution) return 0;
        return size >= limit * (1 - Near) ? limit : Usable(size, known, limit);
    }

    /// <summary>A size as it is used, if that is none of those around it; else 0.</summary>
    private readonly double Usable(double size, double above, double below)
    {
        int rounded = BatchSizeChooser.Rounded(curve, (int)Math.Round(size));
        if (rounded <= above * (1 + Near)) rounded = BatchSizeChooser.Rounded(curve, rounded + BatchSizeChooser.UsualStep);
        return rounded > above * (1 + Near) && rounded < below * (1 - Near) ? rounded : 0;
    }

    /// <summary>A size that was seen once may have met a pause or a cold cache, and one that was seen before a change is only taken to have changed as others did: it may as well lie where its neighbour says.</summary>
    private readonly double OptimisticTime(int point, double spread)
    {
        double likely = curve.Times[point] * Math.Exp(-Errors * spread / Math.Sqrt(curve.Samples[point]));
        if ((curve.Samples[point] > Doubtful && !curve.IsMoved[point]) || point == 0) return likely;
        return Math.Min(likely, curve.Times[point - 1] + (curve.SlopeBefore(point - 1) * (curve.Sizes[point] - curve.Sizes[point - 1])));
    }

    private void Consider(double size, double time)
    {
        double rate = size / (time + overhead);
        if (size >= limit + 1 || time > maxTime || rate <= _best) return;
        (_best, Size) = (rate, Math.Min(limit, (int)Math.Round(size)));
    }

    /// <summary>Four times the largest known size where even a time that grows with its square is fast enough, else as far as the time is likely to be, at most twice.</summary>
    private readonly double NextSize()
    {
        double size = curve.Sizes[^1], time = curve.Times[^1];
        if (4 * time * Math.Min(4, size / 4) <= maxTime) return Math.Max(4 * size, size + 1);
        double next = Math.Max(2 * size, size + 1);
        while (next > size * Resolution && curve.TimeOf(next) > maxTime) next *= 0.93;
        return next;
    }
}
