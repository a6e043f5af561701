namespace Scoring.Simulation.Arrivals;

/// <summary>How rows come.</summary>
internal enum ArrivalPattern
{
    /// <summary>Independently of each other, at one rate.</summary>
    Poisson,

    /// <summary>At 0.6 times the rate for 600 ms and at 2.2 times for 200 ms in the mean, both exponential.</summary>
    Bursts,

    /// <summary>At a rate that swings by 60 % twice a run.</summary>
    Diurnal,

    /// <summary>From a fixed number of callers, each sending its next row as soon as the one before has ended.</summary>
    Closed,
}
