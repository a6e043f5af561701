namespace Scoring.Tuning.Planning;

/// <summary>What <see cref="CapacityPlanner"/> is asked.</summary>
public sealed record PlanOptions
{
    /// <summary>Rows per second that come: more than zero.</summary>
    public required double ArrivalRate { get; init; }

    /// <summary>The partitions that they come in, evenly: 1 or more; 1 by default.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>In how much time 99 of 100 rows are to have their scores, waiting included: more than zero; null, the default, for no such wish.</summary>
    public TimeSpan? P99Budget { get; init; }

    /// <summary>How many replicas there are: 1 or more; null, the default, for as many as are needed.</summary>
    public int? Replicas { get; init; }

    /// <summary>The part of the capacity that may be used: more than 0, below 1; 0.8 by default, the rest being for times of more load.</summary>
    public double MaxUtilization { get; init; } = 0.8;
}
