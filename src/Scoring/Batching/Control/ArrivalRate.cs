namespace Scoring.Batching.Control;

/// <summary>How many rows come per second, as a mean that forgets over about a second.</summary>
/// <remarks>Rows are counted as they come; all else is done when somebody asks.</remarks>
internal sealed class ArrivalRate
{
    private const double Memory = 1;

    private double _rows;
    private double _time;

    /// <summary>When it was asked last, in seconds; not a number before.</summary>
    private double _last = double.NaN;

    /// <summary>Rows that have come since.</summary>
    private long _new;

    /// <summary>Rows have come.</summary>
    public void Add(int rows) => _new += rows;

    /// <summary>Rows per second; 0 as long as nothing is known.</summary>
    /// <param name="now">In seconds.</param>
    public double At(double now)
    {
        double elapsed = now - _last;
        if (double.IsNaN(elapsed))
        {
            // Those that have come up to now came in a time that nobody knows.
            (_last, _new) = (now, 0);
            return 0;
        }

        if (elapsed > 0)
        {
            double keep = Math.Exp(-elapsed / Memory);
            _rows = (_rows * keep) + (_new * Mean(elapsed, keep));
            _time = (_time * keep) + (Memory * (1 - keep));
            (_last, _new) = (now, 0);
        }

        return _time > 0 ? _rows / _time : 0;
    }

    /// <summary>The weight of a row that came at any time since: one that came long ago counts less.</summary>
    private static double Mean(double elapsed, double keep) => Memory * (1 - keep) / elapsed;
}
