namespace Scoring.Simulation.Services;

/// <summary>Rows of very different cost: Pareto with exponent 1.5, cut at a hundred times the least, of the same mean as without.</summary>
/// <param name="a">Milliseconds per request.</param>
/// <param name="c">Milliseconds of a row in the mean.</param>
internal sealed class HeavyTailedRows(double a, double c) : IServiceQuirk
{
    private const double Exponent = 1.5;
    private const double Longest = 100;

    /// <summary>Of the cut distribution: ∫ of 1 − F from 0 to the cut.</summary>
    private static readonly double s_mean = 1 + ((1 - Math.Pow(Longest, 1 - Exponent)) / (Exponent - 1));

    public double Apply(in ServiceCall call, double milliseconds, ref StableRandom random)
    {
        double cost = 0;
        for (int i = 0; i < call.Rows; i++) cost += Math.Min(Math.Pow(1 - random.NextUniform(), -1 / Exponent), Longest);
        return milliseconds * (a + (c * cost / s_mean)) / (a + (c * call.Rows));
    }
}
