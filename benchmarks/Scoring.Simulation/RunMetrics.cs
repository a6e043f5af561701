namespace Scoring.Simulation;

/// <summary>A run in numbers, of requests sent and rows refused in the measured time.</summary>
internal sealed record RunMetrics
{
    /// <summary>Rows per second that were scored within the budget.</summary>
    public required double Goodput { get; init; }

    /// <summary>Milliseconds from arrival to score that half of the scored rows do not exceed.</summary>
    public required double P50 { get; init; }

    /// <summary>The same for 99 of 100 rows.</summary>
    public required double P99 { get; init; }

    /// <summary>Rows refused.</summary>
    public required long Drops { get; init; }

    /// <summary>Rows sent.</summary>
    public required long Rows { get; init; }

    /// <summary>Requests sent.</summary>
    public required int Batches { get; init; }

    public double MeanBatch => Batches == 0 ? 0 : (double)Rows / Batches;
}
