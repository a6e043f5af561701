using System.Collections.Immutable;
using Scoring.Tuning.Planning;

namespace Scoring.Tuning;

/// <summary>What <see cref="ScoringTuner"/> has measured and what follows from it.</summary>
/// <remarks>Immutable. It holds times and sizes, no data of rows.</remarks>
public sealed record TuningReport
{
    /// <summary>The version of the JSON that this library writes and reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>The version of its JSON.</summary>
    public int Version { get; init; } = FormatVersion;

    /// <summary>Whose report it is.</summary>
    public required ProfileKey Key { get; init; }

    /// <summary>When the sweep began.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many requests it sent, warm-up and load check included.</summary>
    public required int Requests { get; init; }

    /// <summary>Where it was measured.</summary>
    public required TuningEnvironment Environment { get; init; }

    /// <summary>SHA-256 of the sample's columns and values, in hexadecimal.</summary>
    public required string SampleHash { get; init; }

    /// <summary>How many rows the sample had. Larger requests repeat them.</summary>
    public required int SampleRows { get; init; }

    /// <summary>The seed of its random decisions.</summary>
    public required int Seed { get; init; }

    /// <summary>The p99 budget that was asked for, in seconds; null for none.</summary>
    public double? P99BudgetSeconds { get; init; }

    /// <summary>The rows per second that were asked for; null for none.</summary>
    public double? ArrivalRate { get; init; }

    /// <summary>What was measured, by requests in flight and then by rows, ascending.</summary>
    public required ImmutableArray<TuningPoint> Points { get; init; }

    /// <summary>What the first request of each size cost, by rows, ascending.</summary>
    public required ImmutableArray<FirstCall> FirstCalls { get; init; }

    /// <summary>The smallest size with at least 90 % of the most rows per second.</summary>
    public required KneeAnswer Knee { get; init; }

    /// <summary>The size after which latency rises.</summary>
    public required SizeVerdict LatencyKnee { get; init; }

    /// <summary>The largest size within the budget; null when there is no budget.</summary>
    public SizeVerdict? LargestWithinBudget { get; init; }

    /// <summary>What other definitions of a knee say, for comparison.</summary>
    public required ImmutableArray<SizeVerdict> OtherVerdicts { get; init; }

    /// <summary>The setting with the most rows per second, within the budget where there is one; null when nothing was measured.</summary>
    public TuningSetting? Recommended { get; init; }

    /// <summary>What <see cref="ArrivalRate"/> needs; null when that was not asked, or nothing was measured.</summary>
    public ScoringPlan? RecommendedForRate { get; init; }

    /// <summary>How the recommended setting did under rows that arrive at a rate, by share of its capacity, ascending.</summary>
    public required ImmutableArray<LoadCheck> LoadChecks { get; init; }

    /// <summary>What was not measured, and why.</summary>
    public required ImmutableArray<SkippedSetting> Skipped { get; init; }

    /// <summary>Whether the sweep ended before its time: it was cancelled, the endpoint failed, or time or requests ran out.</summary>
    public bool IsPartial => PartialReason is not null;

    /// <summary>Why it ended before its time, in words; null when it did not.</summary>
    public string? PartialReason { get; init; }

    /// <summary>Whether it ended before its time because the model or the endpoint failed, after it had given scores.</summary>
    public bool HasFailed { get; init; }

    /// <summary>What makes the numbers less certain than they look, in words.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>The report as JSON.</summary>
    public string ToJson() => TuningReportFile.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="ScoringProfileException">It is no report, of another version, damaged, or has points that cannot be.</exception>
    public static TuningReport FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TuningReportFile.Read(json);
    }

    /// <summary>What a client loads to start with what was found here.</summary>
    /// <exception cref="ScoringProfileException">Nothing was measured.</exception>
    public TuningProfile ToProfile() => ProfileOfReport.Create(this);
}
