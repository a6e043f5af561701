using System.Collections.Immutable;

namespace Scoring.Tuning;

/// <summary>What was measured with one number of rows per request and one number of requests in flight.</summary>
/// <remarks>Immutable.</remarks>
public sealed record TuningPoint
{
    /// <summary>Rows per request.</summary>
    public required int Rows { get; init; }

    /// <summary>Requests in flight.</summary>
    public required int ParallelRequests { get; init; }

    /// <summary>In how many rounds it was measured.</summary>
    public required int Rounds { get; init; }

    /// <summary>The time of a request in each round, in seconds, in their order: the median of the round's requests. It is what a later sweep is compared with. Empty where it was not kept.</summary>
    public ImmutableArray<double> RoundSeconds { get; init; } = [];

    /// <summary>How many requests were measured in all rounds together.</summary>
    public required int Samples { get; init; }

    /// <summary>The time of a request from the end of the one before, in seconds: the median of the rounds without those that are outliers, each round counting with its median.</summary>
    public required double MedianSeconds { get; init; }

    /// <summary>Where the 95 % confidence interval of <see cref="MedianSeconds"/> begins, in seconds.</summary>
    public required double LowSeconds { get; init; }

    /// <summary>Where the 95 % confidence interval of <see cref="MedianSeconds"/> ends, in seconds.</summary>
    public required double HighSeconds { get; init; }

    /// <summary>The time that half of all requests stayed below, outliers included, in seconds.</summary>
    public required double P50Seconds { get; init; }

    /// <summary>The time that 99 of 100 requests stayed below, outliers included, in seconds. Of fewer than 100 requests it is nearly the longest time.</summary>
    public required double P99Seconds { get; init; }

    /// <summary>Rows per second: <see cref="ParallelRequests"/> × <see cref="Rows"/> ÷ <see cref="MedianSeconds"/> (Little's law of a closed loop).</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Which part of the requests took so long, or so short, that they count for <see cref="P99Seconds"/> only: 0 to 1.</summary>
    public required double OutlierShare { get; init; }

    /// <summary>Whether the confidence interval reaches no further than 5 % to either side of the median.</summary>
    public required bool IsStable { get; init; }

    /// <summary>Requests that failed, those that the endpoint refused as overloaded (429, 503) included.</summary>
    public int Failures { get; init; }

    /// <summary>Whether the size was added around the knee, rather than asked for.</summary>
    public bool IsRefinement { get; init; }
}
