namespace Scoring.Batching.Control;

/// <summary>How long rows that could be sent should wait for others.</summary>
/// <remarks>
/// <para>In a delay δ about λδ more rows come, and a request of b rows becomes one of b + λδ. That saves a/b − a/(b + λδ) of a request's own time a for each of these, and costs the b rows δ each.
/// The saving is aλδ/b in all, the cost bδ: so a delay pays while b² &lt; aλ, however long it is, and no longer than until b has become √(aλ) (the square-root rule of
/// lot sizes; F. W. Harris, How Many Parts to Make at Once, Factory 10, 1913). One that is too short for another row to come brings nothing.</para>
/// </remarks>
internal static class EarnedDelay
{
    /// <summary>Seconds for which a delay pays; 0 where the rows are to be sent now.</summary>
    /// <param name="rate">Rows that come per second, λ.</param>
    /// <param name="waiting">Rows that wait, b.</param>
    /// <param name="perRequest">What a request takes whatever its size, a, in seconds.</param>
    /// <param name="perRow">What each of its rows takes, in seconds.</param>
    /// <param name="longest">The longest delay, in seconds.</param>
    /// <param name="slack">Seconds until the first of the rows is late; infinite when it cannot be.</param>
    public static double Of(double rate, int waiting, double perRequest, double perRow, double longest, double slack)
    {
        double best = Math.Sqrt(perRequest * rate);
        if (!(waiting < best)) return 0;

        // At least until the next row is to be expected, though that may make one more than is best.
        double rows = Math.Max(1, best - waiting), delay = rows / rate;
        if (delay > longest)
        {
            delay = longest;
            rows = rate * delay;
        }

        double served = perRequest + (perRow * (waiting + rows));
        return rows >= 1 && slack - served > delay ? delay : 0;
    }
}
