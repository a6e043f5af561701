namespace Scoring.Tuning;

/// <summary>What became of rows that arrived at a given rate while the recommended setting was in force.</summary>
/// <remarks>Immutable. Arrivals do not wait for answers (an open loop), and a row's time counts from when it was to arrive, however late it could be sent.</remarks>
public sealed record LoadCheck
{
    /// <summary>Which part of the predicted capacity was offered, such as 0.8.</summary>
    public required double Share { get; init; }

    /// <summary>Rows per second that arrived.</summary>
    public required double OfferedRowsPerSecond { get; init; }

    /// <summary>Rows per second that were scored.</summary>
    public required double AchievedRowsPerSecond { get; init; }

    /// <summary>The time from its intended arrival to its score that half of the rows stayed below, in seconds.</summary>
    public required double P50Seconds { get; init; }

    /// <summary>The time from its intended arrival to its score that 99 of 100 rows stayed below, in seconds.</summary>
    public required double P99Seconds { get; init; }

    /// <summary>How long rows arrived, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Requests that were sent.</summary>
    public required int Requests { get; init; }

    /// <summary>Requests that failed.</summary>
    public required int Failures { get; init; }

    /// <summary>Rows per request, on average: a request takes what waits, so under little load it is not full.</summary>
    public required double MeanRows { get; init; }

    /// <summary>Whether the queue grew for as long as rows arrived: this rate is too much.</summary>
    public required bool IsFallingBehind { get; init; }

    /// <summary>Which part of this machine's processors the process used: 0 to 1.</summary>
    public required double ProcessorShare { get; init; }

    /// <summary>Whether the model is an endpoint and this process used nearly all processors: then the client was the bottleneck, and the endpoint may do more.</summary>
    public required bool IsClientBound { get; init; }
}
