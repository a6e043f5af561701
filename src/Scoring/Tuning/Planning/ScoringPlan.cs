namespace Scoring.Tuning.Planning;

/// <summary>What a wanted rate needs.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ScoringPlan
{
    /// <summary>Rows per second that come.</summary>
    public required double ArrivalRate { get; init; }

    /// <summary>The partitions that they come in.</summary>
    public required int Partitions { get; init; }

    /// <summary>Most rows in a request.</summary>
    public required int Rows { get; init; }

    /// <summary>Requests in flight per partition.</summary>
    public required int ParallelRequests { get; init; }

    /// <summary>Requests in flight at each replica that the figures hold for.</summary>
    public required int RequestsPerReplica { get; init; }

    /// <summary>Replicas of the endpoint, or processes with the model.</summary>
    public required int Replicas { get; init; }

    /// <summary>Rows per second that these can score: replicas × requests in flight at each × rows ÷ time of a request.</summary>
    public required double Capacity { get; init; }

    /// <summary>The part of the capacity that is used: <see cref="ArrivalRate"/> ÷ <see cref="Capacity"/>; above 1 it is too little.</summary>
    public double Utilization => ArrivalRate / Capacity;

    /// <summary>Whether the capacity is more than what comes.</summary>
    public bool IsEnough => Utilization < 1;

    /// <summary>By how many rows per second the queue grows; 0 where the capacity is enough.</summary>
    public double QueueGrowth => Math.Max(0, ArrivalRate - Capacity);

    /// <summary>What 99 of 100 rows take at most, waiting included, in seconds; null where the queue grows without end.</summary>
    public double? ExpectedP99Seconds { get; init; }

    /// <summary>How <see cref="ExpectedP99Seconds"/> is worked out, in words.</summary>
    public required string P99Formula { get; init; }

    /// <summary>The budget that was asked for, in seconds; null for none.</summary>
    public double? P99BudgetSeconds { get; init; }

    /// <summary>Whether <see cref="ExpectedP99Seconds"/> is within the budget; true without one where the capacity is enough.</summary>
    public bool IsWithinBudget => ExpectedP99Seconds is { } p99 && (P99BudgetSeconds is not { } budget || p99 <= budget);

    /// <summary>What to do where there is too little of something, or hardly enough; null otherwise.</summary>
    public string? Advice { get; init; }
}
