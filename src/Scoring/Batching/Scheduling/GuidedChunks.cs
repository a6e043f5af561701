namespace Scoring.Batching.Scheduling;

/// <summary>Cuts the rows of a call into requests: large ones first, smaller ones towards the end, so that all lanes finish together.</summary>
/// <remarks>Guided self-scheduling: C. Polychronopoulos and D. Kuck, IEEE Transactions on Computers C-36(12), 1987.</remarks>
internal static class GuidedChunks
{
    /// <summary>Below this many rows a request costs more than the balance it buys.</summary>
    public const int MinRows = 64;

    /// <summary>Rows of the next request.</summary>
    /// <param name="left">Rows not yet taken, at least 1.</param>
    /// <param name="workers">Requests in flight at once.</param>
    /// <param name="max">Most rows in a request.</param>
    /// <param name="unit">Prefer a multiple of this.</param>
    public static int Next(int left, int workers, int max, int unit)
    {
        int share = (int)(((long)left + (2L * workers) - 1) / (2L * workers));
        int count = Math.Min(Math.Max(share, MinRows), max);
        if (unit > 1) count = Math.Max(count / unit * unit, unit);
        return Math.Min(count, left);
    }
}
