namespace Scoring.Tuning.Reporting.Charts;

/// <summary>Where values lie between two ends, evenly or by their logarithm.</summary>
/// <param name="From">The lower end; above 0 if logarithmic.</param>
/// <param name="To">The upper end, above the lower one.</param>
/// <param name="IsLogarithmic">Whether equal factors are equal distances.</param>
internal sealed record Scale(double From, double To, bool IsLogarithmic)
{
    /// <summary>Values less than this factor apart are no reason for a logarithm.</summary>
    private const double WideFactor = 12;

    /// <summary>From zero to at least a value, ending with a round number.</summary>
    public static Scale FromZero(double max, int mostTicks = 5)
    {
        double step = Ticks.RoundStep(max, mostTicks);
        return new Scale(0, step * Math.Max(1, Math.Ceiling((max / step) - 1e-9)), IsLogarithmic: false);
    }

    /// <summary>By logarithm, with some room beyond the values.</summary>
    public static Scale Logarithmic(IReadOnlyCollection<double> values, double room = 1.25)
    {
        double[] positive = [.. values.Where(static value => value > 0)];
        return positive.Length == 0 ? new Scale(1, 10, IsLogarithmic: true) : new Scale(positive.Min() / room, positive.Max() * room, IsLogarithmic: true);
    }

    /// <summary>By logarithm when the values lie far apart, else from zero.</summary>
    public static Scale Fitting(IReadOnlyCollection<double> values)
    {
        double max = values.DefaultIfEmpty(1).Max();
        bool isWide = values.Count > 1 && values.Min() > 0 && max / values.Min() > WideFactor;
        return isWide ? Logarithmic(values, room: 1.4) : FromZero(max * 1.1);
    }

    /// <summary>0 at the lower end, 1 at the upper end; values beyond stay at the end.</summary>
    public double Position(double value)
    {
        double share = IsLogarithmic
            ? value <= 0 ? 0 : Math.Log(value / From) / Math.Log(To / From)
            : (value - From) / (To - From);
        return Math.Clamp(share, 0, 1);
    }

    /// <summary>Round numbers in the range, ascending.</summary>
    /// <param name="most">About so many, never more than twice.</param>
    public IReadOnlyList<double> GetTicks(int most) => IsLogarithmic ? Ticks.Logarithmic(From, To, most) : Ticks.Linear(From, To, most);
}
