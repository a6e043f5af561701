namespace Scoring.Simulation.Arrivals;

/// <summary>A pattern and its load.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Pattern">How rows come.</param>
/// <param name="Load">The mean rate as a fraction of the service's capacity; no meaning for closed loops.</param>
internal sealed record Scenario(string Name, ArrivalPattern Pattern, double Load)
{
    public static Scenario[] ForRandomProfiles { get; } =
    [
        new("poisson70", ArrivalPattern.Poisson, 0.7), new("poisson90", ArrivalPattern.Poisson, 0.9), new("bursts60", ArrivalPattern.Bursts, 0.6),
        new("closed", ArrivalPattern.Closed, 0), new("overload130", ArrivalPattern.Poisson, 1.3),
    ];

    public static Scenario[] ForTuningProfiles { get; } =
    [
        new("poisson50", ArrivalPattern.Poisson, 0.5), new("poisson85", ArrivalPattern.Poisson, 0.85), new("bursts60", ArrivalPattern.Bursts, 0.6),
        new("diurnal60", ArrivalPattern.Diurnal, 0.6), new("closed", ArrivalPattern.Closed, 0), new("overload130", ArrivalPattern.Poisson, 1.3),
    ];

    public bool IsClosed => Pattern == ArrivalPattern.Closed;

    public bool IsOverload => !IsClosed && Load > 1;
}
