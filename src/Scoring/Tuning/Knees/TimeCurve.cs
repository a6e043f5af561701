namespace Scoring.Tuning.Knees;

/// <summary>The time of a request by its rows, with a fixed number of requests in flight.</summary>
/// <param name="rows">Ascending, no two alike.</param>
/// <param name="seconds">As many.</param>
internal readonly ref struct TimeCurve(ReadOnlySpan<int> rows, ReadOnlySpan<double> seconds)
{
    public ReadOnlySpan<int> Rows { get; } = rows;

    public ReadOnlySpan<double> Seconds { get; } = seconds;

    public int Count => Rows.Length;

    /// <summary>Rows per second of one request after another.</summary>
    public double Rate(int i) => Rows[i] / Seconds[i];

    /// <summary>Where the most rows per second are.</summary>
    public int Best
    {
        get
        {
            int best = 0;
            for (int i = 1; i < Count; i++)
            {
                if (Rate(i) > Rate(best)) best = i;
            }

            return best;
        }
    }
}
