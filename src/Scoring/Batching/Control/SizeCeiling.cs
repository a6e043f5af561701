namespace Scoring.Batching.Control;

/// <summary>How many rows a request may have by what was too much before: refused as too large, out of memory, or not answered in time where half as many rows were.</summary>
/// <remarks>
/// What was learned so is remembered, and not for ever, as the endpoint may have been changed or only been slow for a while: once enough requests have been as large as is allowed, one of twice as many rows is
/// tried. Where it is answered, that is the ceiling; where it is not, twice as many requests pass before the next try.
/// </remarks>
internal sealed class SizeCeiling
{
    /// <summary>Full requests between two tries of a larger one: at first, and at most. A try may cost its rows their scores.</summary>
    private const int FirstInterval = 128, LongestInterval = 65_536;

    /// <summary>Where requests of an eighth of the rows are not answered in time either, it is not their size.</summary>
    private const int MaxHalvings = 3;

    private int _interval = FirstInterval;
    private int _untilTry;

    /// <summary>What requests are kept to until it is known whether it was the size that they were not answered in time; 0 where that is no question.</summary>
    private int _suspected;

    private int _halvings;

    /// <summary>When requests were made smaller for that, in seconds: those sent before say nothing.</summary>
    private double _suspectedAt;

    /// <summary>Most rows in a request, remembered; <see cref="int.MaxValue"/> as long as nothing was too large.</summary>
    public int Known { get; private set; } = int.MaxValue;

    /// <summary>Most rows in a request now.</summary>
    public int Rows => _suspected == 0 ? Known : Math.Min(Known, _suspected);

    /// <summary>The size to be tried with the next request; 0 where none is due.</summary>
    public int Trial => Known < int.MaxValue && _suspected == 0 && _untilTry <= 0 ? 2 * Known : 0;

    /// <summary>Full requests until a larger one is tried, after the last that was too large.</summary>
    public int Interval => _interval;

    /// <summary>A request was too large.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="isTrial">Whether it was a try.</param>
    /// <returns>Whether that was a try of a size that is still too large.</returns>
    public bool OnTooLarge(int rows, bool isTrial)
    {
        bool isStill = isTrial && rows > Known;
        if (isStill) _interval = Math.Min(2 * _interval, LongestInterval);
        else Lower(Math.Max(1, rows / 2));
        _untilTry = _interval;
        return isStill;
    }

    /// <summary>A request was not answered in time.</summary>
    /// <param name="rows">Its rows; so many that their number may be the reason.</param>
    /// <param name="isTrial">Whether it was a try.</param>
    /// <param name="sentAt">When it was sent, in seconds.</param>
    /// <param name="now">In seconds.</param>
    /// <returns>Whether that was a try of a size that is still too large.</returns>
    public bool OnTimedOut(int rows, bool isTrial, double sentAt, double now)
    {
        if (isTrial && rows > Known) return OnTooLarge(rows, isTrial: true);
        if (rows == 1 || (_suspected > 0 && (rows > _suspected || sentAt < _suspectedAt))) return false;
        bool isEnough = ++_halvings > MaxHalvings;
        (_suspected, _suspectedAt) = (isEnough ? 0 : rows / 2, now);
        if (isEnough) _halvings = 0;
        return false;
    }

    /// <summary>A request was answered.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="isTrial">Whether it was a try.</param>
    /// <param name="sentAt">When it was sent, in seconds.</param>
    /// <returns>Whether the ceiling has changed.</returns>
    public bool OnServed(int rows, bool isTrial, double sentAt)
    {
        if (_suspected > 0) return Judge(rows, sentAt);
        if (Known == int.MaxValue || rows < Known) return false;
        if (_untilTry > 0) _untilTry--;
        if (!isTrial || rows == Known) return false;
        (Known, _interval, _untilTry) = (rows, FirstInterval, FirstInterval);
        return true;
    }

    /// <summary>A larger request than is allowed is being tried.</summary>
    public void OnTried() => _untilTry = _interval;

    private void Lower(int rows)
    {
        if (rows >= Known) return;
        (Known, _interval) = (rows, FirstInterval);
    }

    /// <summary>A request that is as large as the one that was not answered in time shows that it was not the size; one of half as many rows that it may have been.</summary>
    private bool Judge(int rows, double sentAt)
    {
        bool isHalf = rows <= _suspected && 2 * rows > _suspected && sentAt >= _suspectedAt;
        if (rows <= _suspected && !isHalf) return false;
        if (isHalf) Lower(_suspected);
        (_suspected, _halvings, _untilTry) = (0, 0, _interval);
        return true;
    }
}
