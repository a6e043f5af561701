namespace Scoring.Simulation.Charts;

/// <summary>An axis from zero with round numbers.</summary>
internal readonly record struct Axis
{
    private const int MaxSteps = 5;

    /// <param name="max">What has to fit.</param>
    public Axis(double max)
    {
        double rough = Math.Max(max, 1e-9) / MaxSteps, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        Step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        Steps = (int)Math.Ceiling((max / Step) - 1e-9);
    }

    public double Step { get; }

    public int Steps { get; }

    public double End => Step * Steps;
}
