namespace Scoring.Simulation.Arrivals;

/// <summary>The rows of a run in the order in which they came, which is the order in which they are served.</summary>
internal abstract class ArrivalLog
{
    /// <summary>Rows whose arrival is known.</summary>
    public abstract int Count { get; }

    /// <summary>When a row came; <see cref="long.MaxValue"/> if that is not known.</summary>
    public abstract long TimeOf(int row);

    /// <summary>How many rows came at or before a time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="from">So many did for sure.</param>
    public abstract int CountUpTo(long time, int from);

    /// <summary>How many of ascending times are not after another, looking near the start first.</summary>
    protected static int CountUpTo(ReadOnlySpan<long> times, long time, int from)
    {
        int step = 1, low = from;
        while (low + step <= times.Length && times[low + step - 1] <= time)
        {
            low += step;
            step *= 2;
        }

        int high = Math.Min(low + step - 1, times.Length);
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            if (times[middle] <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
