namespace Scoring.Benchmarks.Tuner;

/// <summary>A place in the grid.</summary>
internal readonly record struct GridSetting(int Rows, int ParallelRequests)
{
    private const int Largest = 2000;

    /// <summary>Neighbouring sizes are about this factor apart.</summary>
    private const double Step = 1.1;

    /// <summary>Larger sizes than these are multiples of a step.</summary>
    private const int Coarse = 16, CoarseStep = 4, VeryCoarse = 64, VeryCoarseStep = 8;

    /// <summary>Every size up to about ten, then ten percent apart, with all numbers of lanes. Sizes are such as somebody would choose, and the tuner tries: models that pad are slower at others.</summary>
    public static GridSetting[] All
    {
        get
        {
            var sizes = new SortedSet<int> { Largest };
            for (double rows = 1; rows < Largest; rows = Math.Max(rows + 1, rows * Step)) sizes.Add(Rounded((int)Math.Round(rows)));
            return [.. from parallel in Enumerable.Range(1, Environment.ProcessorCount) from rows in sizes select new GridSetting(rows, parallel)];
        }
    }

    private static int Rounded(int rows)
    {
        int step = rows > VeryCoarse ? VeryCoarseStep : rows > Coarse ? CoarseStep : 1;
        return (rows + (step / 2)) / step * step;
    }
}
