namespace Scoring.Batching.Control;

/// <summary>What was seen of batches of about one size.</summary>
internal struct SizeBucket
{
    /// <summary>The least that a new sample counts, so that old ones are forgotten.</summary>
    private const double MinWeight = 0.05;

    /// <summary>After so many batches of other sizes all that was seen counts half.</summary>
    private const double HalfForgotten = 400;

    /// <summary>The logarithm of how much longer than expected a first sample may have taken to be believed.</summary>
    private const double Doubt = 0.25;

    private double _first;
    private double _second;

    /// <summary>Samples seen, counted up to what forgetting leaves of them.</summary>
    public int Count { get; private set; }

    /// <summary>The mean size of the batches.</summary>
    public double Size { get; private set; }

    /// <summary>The logarithm of the time in seconds.</summary>
    public double LogTime { get; private set; }

    /// <summary>The time in seconds; kept, since it is read far more often than it changes.</summary>
    public double Time { get; private set; }

    /// <summary>The number of the batch that was seen last.</summary>
    public long LastBatch { get; private set; }

    /// <summary>Whether the model has changed since it was seen: it was only moved as other sizes were.</summary>
    public bool IsMoved { get; private set; }

    /// <summary>What was known of a size before.</summary>
    public static SizeBucket Of(double size, double logTime, int count) => new() { Size = size, LogTime = logTime, Time = Math.Exp(logTime), Count = Math.Min(count, (int)(1 / MinWeight)), _first = logTime, _second = logTime };

    /// <summary>A batch has come back; the first counts in full.</summary>
    /// <param name="size">Rows of the batch.</param>
    /// <param name="logTime">The logarithm of its time.</param>
    /// <param name="expected">What was expected of it, by other sizes.</param>
    /// <param name="clip">How far a sample may be from what is known; the rest is cut off.</param>
    /// <param name="batch">The number of the batch.</param>
    public void Add(int size, double logTime, double expected, double clip, long batch)
    {
        double weight = Math.Max(1.0 / (Count + 1), Math.Max(MinWeight, Math.Min(0.5, (batch - LastBatch) / HalfForgotten)));
        Size += weight * (size - Size);
        LogTime = Count switch
        {
            // A first sample may have met a pause or a cold cache: it is not believed before a second says the same.
            0 => Math.Min(_first = logTime, expected + Doubt),
            1 => Math.Min(_second = logTime, _first),
            2 => Median(_first, _second, logTime),
            _ => LogTime + (weight * Math.Clamp(logTime - LogTime, -clip, clip)),
        };
        Time = Math.Exp(LogTime);
        Count = Math.Min(Count + 1, (int)(1 / MinWeight));
        LastBatch = batch;
        IsMoved = false;
    }

    /// <summary>The model has changed: what is known is moved, and new samples count more.</summary>
    public void Shift(double logFactor)
    {
        LogTime += logFactor;
        Time = Math.Exp(LogTime);
        _first += logFactor;
        _second += logFactor;
        Count = Math.Min(Count, 2);
        IsMoved = true;
    }

    private static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
