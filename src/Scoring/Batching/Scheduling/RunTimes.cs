namespace Scoring.Batching.Scheduling;

/// <summary>What the model's runs take, roughly: enough to tell whether sharing rows among lanes saves more than it costs, and whether a single row may run on its caller's thread.</summary>
/// <remarks>Used under the scheduler's lock.</remarks>
internal sealed class RunTimes
{
    private const double Weight = 0.1;

    /// <summary>Handing work to another thread and waking it.</summary>
    private static readonly TimeSpan s_hop = TimeSpan.FromMicroseconds(5);

    /// <summary>A caller lends its thread for no longer.</summary>
    private static readonly TimeSpan s_short = TimeSpan.FromMicroseconds(20);

    /// <summary>Fetching a row from another core's cache takes some hundred nanoseconds, with whoever waits for it: of no account where a run takes longer for each.</summary>
    private static readonly TimeSpan s_shortForRow = TimeSpan.FromMicroseconds(5);

    private double _ticksPerRow;
    private double _ticksOfSmall = double.PositiveInfinity;

    /// <summary>Whether a single row is over soon. False until one was seen.</summary>
    public bool IsSingleRowShort => _ticksOfSmall <= s_short.Ticks;

    /// <summary>Whether runs take so little for each row that it matters in which core's cache the row is. True until one was seen.</summary>
    public bool IsEachRowShort => _ticksPerRow <= s_shortForRow.Ticks;

    public void Add(int rows, TimeSpan time)
    {
        if (rows == 0 || time <= TimeSpan.Zero) return;
        _ticksPerRow = Mix(_ticksPerRow, (double)time.Ticks / rows);
        if (rows == 1) _ticksOfSmall = double.IsInfinity(_ticksOfSmall) ? time.Ticks : Mix(_ticksOfSmall, time.Ticks);
    }

    /// <summary>How many rows a request leaves for other lanes only where that saves more than a hop.</summary>
    /// <param name="rows">Rows that wait.</param>
    /// <param name="lanes">Lanes that could take a share, this one included.</param>
    public int Share(int rows, int lanes)
    {
        int share = (int)((rows + (long)lanes - 1) / lanes);
        return _ticksPerRow * (rows - share) > s_hop.Ticks ? share : rows;
    }

    private static double Mix(double old, double seen) => old == 0 ? seen : old + (Weight * (seen - old));
}
