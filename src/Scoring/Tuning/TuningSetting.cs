namespace Scoring.Tuning;

/// <summary>How a client is to be set.</summary>
/// <remarks>Immutable.</remarks>
public sealed record TuningSetting
{
    /// <summary>Most rows in a request: <see cref="ScoringClientOptions.MaxBatchCount"/>.</summary>
    public required int Rows { get; init; }

    /// <summary>Most requests in flight: <see cref="ScoringClientOptions.MaxParallelRequests"/>.</summary>
    public required int ParallelRequests { get; init; }

    /// <summary>How many lanes a local model needs for it; null for an endpoint.</summary>
    public int? Lanes { get; init; }

    /// <summary>Rows per second that were measured with it.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>The 99th percentile of a request's time that was measured with it, in seconds. A row waits besides, see <see cref="ExpectedP99Seconds"/>.</summary>
    public required double P99Seconds { get; init; }

    /// <summary>What 99 of 100 rows take at most where requests are busy but no queue builds up, in seconds: (1 + 1 ÷ <see cref="ParallelRequests"/>) × <see cref="P99Seconds"/>,
    /// since a row that finds all requests busy waits for the next one that ends.</summary>
    public double ExpectedP99Seconds => (1 + (1.0 / ParallelRequests)) * P99Seconds;

    /// <summary>Why this one, in words.</summary>
    public required string Reason { get; init; }
}
