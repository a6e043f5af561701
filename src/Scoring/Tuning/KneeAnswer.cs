using System.Text.Json.Serialization;

namespace Scoring.Tuning;

/// <summary>The size from which on larger requests hardly pay, and how far that can be trusted.</summary>
/// <remarks>Immutable.</remarks>
public sealed record KneeAnswer
{
    /// <summary>Rows per request; null when too little was measured to say anything. Without <see cref="IsClear"/> it is the likeliest size, and the interval is the answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int? Rows { get; init; }

    /// <summary>The requests in flight that it holds for: those with the most rows per second.</summary>
    public required int ParallelRequests { get; init; }

    /// <summary>Rows per second at <see cref="Rows"/>.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>The most rows per second of any size with as many requests in flight.</summary>
    public required double BestRowsPerSecond { get; init; }

    /// <summary>How probable it is that the true knee lies within 15 % of <see cref="Rows"/>: 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Where the 90 % interval of the knee begins, in rows.</summary>
    public required int LowRows { get; init; }

    /// <summary>Where the 90 % interval of the knee ends, in rows.</summary>
    public required int HighRows { get; init; }

    /// <summary>Whether the confidence is at least 0.8. Otherwise there is no clear knee, only the interval.</summary>
    public required bool IsClear { get; init; }

    /// <summary>What the number means, in words.</summary>
    public required string Definition { get; init; }
}
