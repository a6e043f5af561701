namespace Scoring.Switching;

/// <summary>How far the scores of a staged model may be from those of the one in production.</summary>
/// <param name="Absolute">Differences up to this are none: 0 or more; 1e-6 by default.</param>
/// <param name="Relative">Nor are those up to this share of the larger of both values: 0 or more; 1e-4 by default.</param>
/// <param name="MaxDifferentRows">Share of the golden rows that may differ beyond that, 0 to 1; 0 by default. A retrained model differs in most rows: 1 lets it.</param>
public sealed record ModelTolerance(double Absolute = 1e-6, double Relative = 1e-4, double MaxDifferentRows = 0)
{
    /// <summary>Whether two numbers are as good as the same; NaN is the same as NaN.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public bool AreAlike(double left, double right)
    {
        if (left.Equals(right)) return true;
        double difference = Math.Abs(left - right);
        return difference <= Absolute || (double.IsFinite(difference) && difference <= Relative * Math.Max(Math.Abs(left), Math.Abs(right)));
    }

    internal void Validate()
    {
        if (Absolute is not (>= 0 and < double.PositiveInfinity)) throw OutOfRange(nameof(Absolute), Absolute, "0 or more");
        if (Relative is not (>= 0 and < double.PositiveInfinity)) throw OutOfRange(nameof(Relative), Relative, "0 or more");
        if (MaxDifferentRows is not (>= 0 and <= 1)) throw OutOfRange(nameof(MaxDifferentRows), MaxDifferentRows, "0 to 1");
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, double value, string range) =>
        new($"{nameof(ModelTolerance)}.{name}", value, $"{nameof(ModelTolerance)}.{name} is {value}; it must be {range}.");
}
