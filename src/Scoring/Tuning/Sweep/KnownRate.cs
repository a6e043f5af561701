namespace Scoring.Tuning.Sweep;

/// <summary>The rate of a setting, on the smooth curve, and how well it is known.</summary>
/// <param name="Point">The setting.</param>
/// <param name="Rate">Rows per second.</param>
/// <param name="Error">The standard error, as a part of it.</param>
internal sealed record KnownRate(Measurements Point, double Rate, double Error)
{
    /// <summary>What it is at least, in five of six cases.</summary>
    public double AtLeast => Rate * (1 - Error);

    /// <summary>And at most, nearly always.</summary>
    public double AtMost => Rate * (1 + (2 * Error));
}
