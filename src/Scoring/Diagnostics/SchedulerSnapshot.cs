using System.Collections.Immutable;

namespace Scoring.Diagnostics;

/// <summary>What a client's scheduler does at one moment, what it knows of the model, and why it has decided as it did.</summary>
/// <remarks>Immutable. Taken with <see cref="SchedulerControl.Snapshot"/>. While the model's signature is not known yet it has no partitions and nothing is known.</remarks>
public sealed record SchedulerSnapshot
{
    /// <summary>When it was taken, on the client's clock.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The model's name; null while it is not known.</summary>
    public string? ModelName { get; init; }

    /// <summary>The rows that a request is filled to now; 0 while the model is not known.</summary>
    public int Cap { get; init; }

    /// <summary>The most rows that a request may hold: <see cref="ScoringClientOptions.MaxBatchCount"/>, or less once the endpoint has refused such requests as too large.</summary>
    public int LargestCap { get; init; }

    /// <summary>Most requests in flight now, over all partitions; null when only the partitions have limits.</summary>
    public int? ParallelLimit { get; init; }

    /// <summary>Whether another number of requests in flight is being tried.</summary>
    public bool IsProbing { get; init; }

    /// <summary>Requests in flight, and those about to be, over all partitions.</summary>
    public int InFlight { get; init; }

    /// <summary>What requests take, by size, ascending. Empty where nothing is measured, or has been yet.</summary>
    public ImmutableArray<MeasuredSize> Curve { get; init; } = [];

    /// <summary>How many times as long a request takes with 1, 2, 3, … in flight as alone; as far as that is known.</summary>
    public ImmutableArray<double> Inflation { get; init; } = [];

    /// <summary>To a multiple of how many rows the model pads requests; null where that was not found.</summary>
    public int? Step { get; init; }

    /// <summary>By how much the times of alike requests differ: the standard deviation of their logarithm, about the relative deviation. 0 where nothing is measured.</summary>
    public double Noise { get; init; }

    /// <summary>The last decisions, at most 16, the oldest first.</summary>
    public ImmutableArray<SchedulerDecision> Decisions { get; init; } = [];

    /// <summary>The partitions in use, in no particular order.</summary>
    public ImmutableArray<PartitionSnapshot> Partitions { get; init; } = [];

    /// <summary>What was sent and how rows have ended, partitions that were forgotten included.</summary>
    public RowTotals Totals { get; init; } = new();

    /// <summary>The most important of it, in a line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{ModelName ?? "unknown model"}: cap {Cap} of {LargestCap} rows, {InFlight} of {ParallelLimit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"} requests in flight, {Partitions.Sum(static partition => partition.Backlog)} rows wait in {Partitions.Length} partitions");
}
