namespace Scoring.Tuning.Load;

/// <summary>When rows are to arrive, in ticks of the clock from the start.</summary>
internal static class ArrivalTimes
{
    /// <param name="mode">At random times or at even distances.</param>
    /// <param name="perTick">Rows per tick of the clock.</param>
    /// <param name="count">How many.</param>
    /// <param name="random">Decides.</param>
    public static long[] Create(LoadCheckMode mode, double perTick, int count, Random random)
    {
        var times = new long[count];
        double at = 0;
        for (int i = 0; i < count; i++)
        {
            at += (mode == LoadCheckMode.Poisson ? -Math.Log(1 - random.NextDouble()) : 1) / perTick;
            times[i] = (long)at;
        }

        return times;
    }
}
