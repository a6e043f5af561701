using Scoring.Concurrency;

namespace Scoring.Tuning;

/// <summary>What <see cref="ScoringTuner"/> measures, and how much it may spend on it.</summary>
/// <remarks>Not thread-safe; read when the sweep starts.</remarks>
public sealed class TuningOptions
{
    internal const int DefaultRemoteRequests = 20;

    /// <summary>Of fewer rounds nobody knows how much they differ, and one lucky round would win.</summary>
    internal const int FewestRounds = 3;

    private const int MostParallel = 256;

    /// <summary>The sizes that are tried where <see cref="BatchSizes"/> says nothing, in rows.</summary>
    public static IReadOnlyList<int> DefaultBatchSizes { get; } = [1, 8, 32, 50, 200, 500, 1000, 2000];

    /// <summary>Rows per request to try, each 1 to 10,000; in any order. <see cref="DefaultBatchSizes"/> when null. Sizes between them are added around the knee.</summary>
    public IReadOnlyList<int>? BatchSizes { get; set; }

    /// <summary>Numbers of requests in flight to try, each 1 to 256; in any order. When null 1, 2, 4, … up to what the model runs at once, or up to 20 where it sets no limit.</summary>
    public IReadOnlyList<int>? ParallelRequests { get; set; }

    /// <summary>In how much time 99 of 100 rows are to have their scores, waiting included: more than zero; null, the default, for no such wish.</summary>
    public TimeSpan? P99Budget { get; set; }

    /// <summary>How many rows come per second, for <see cref="TuningReport.RecommendedForRate"/>: more than zero; null, the default, when that is not asked.</summary>
    public double? ArrivalRate { get; set; }

    /// <summary>Where the random order of the rounds, the bootstrap and the random arrivals start. The same seed makes the same decisions from the same times.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>How often settings are measured at least, in rounds that go through all of them in random order: 3 to <see cref="MaxRounds"/>, 7 by default. Those that are far from the best
    /// after a few rounds, and those with many requests in flight, of which each round has many, are measured less often.</summary>
    public int Rounds { get; set; } = 7;

    /// <summary>How often a setting is measured at most; those whose times differ much, and those that decide the answer, are measured more often: 40 by default.</summary>
    public int MaxRounds { get; set; } = 40;

    /// <summary>How long the sweep and the load check may take together: more than zero, 56 seconds by default. When it is over, what was measured is reported.</summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromSeconds(56);

    /// <summary>Most requests, warm-up and load check included: 100 or more, 3,000 by default. The load check counts only at an endpoint on another machine without <see cref="AllowLoad"/>; elsewhere time alone limits it.</summary>
    public int MaxRequests { get; set; } = 3000;

    /// <summary>Most bytes of values in a request: 1 or more; sizes beyond are skipped. Null, the default, for no limit.</summary>
    public long? MaxBatchBytes { get; set; }

    /// <summary>Most rows per second that an endpoint on another machine is loaded with unless <see cref="AllowLoad"/> is set: more than zero, 10,000 by default.</summary>
    public double MaxRowsPerSecond { get; set; } = 10_000;

    /// <summary>Whether an endpoint on another machine may be loaded with more than <see cref="MaxRowsPerSecond"/>. False by default: then
    /// <see cref="ScoringLoadRefusedException"/> says so before that happens.</summary>
    public bool AllowLoad { get; set; }

    /// <summary>How rows arrive in the check of the recommended setting; at random times by default.</summary>
    public LoadCheckMode LoadCheck { get; set; } = LoadCheckMode.Poisson;

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the loops that keep requests in flight run: the thread pool, unless a simulation says otherwise.</summary>
    internal IWorkStarter Starter { get; set; } = ThreadPoolStarter.Instance;

    /// <summary>The processor time that this process has used.</summary>
    internal Func<TimeSpan> ProcessorTime { get; set; } = static () => Environment.CpuUsage.TotalTime;

    internal TuningOptions Copy() => (TuningOptions)MemberwiseClone();

    internal void Validate()
    {
        foreach (int rows in BatchSizes ?? []) Check(nameof(BatchSizes), rows, rows is >= 1 and <= ScoringClientOptions.MaxBatchCountCeiling, $"1 to {ScoringClientOptions.MaxBatchCountCeiling} rows");
        foreach (int requests in ParallelRequests ?? []) Check(nameof(ParallelRequests), requests, requests is >= 1 and <= MostParallel, $"1 to {MostParallel} requests");
        if (BatchSizes is { Count: 0 }) throw new ArgumentException($"{nameof(TuningOptions)}.{nameof(BatchSizes)} is empty; leave it null for the usual sizes.");
        if (ParallelRequests is { Count: 0 }) throw new ArgumentException($"{nameof(TuningOptions)}.{nameof(ParallelRequests)} is empty; leave it null for the usual numbers.");
        Check(nameof(P99Budget), P99Budget, P99Budget is not { } budget || budget > TimeSpan.Zero, "more than zero");
        Check(nameof(ArrivalRate), ArrivalRate, ArrivalRate is null or (> 0 and < double.PositiveInfinity), "more than zero rows per second");
        Check(nameof(MaxRounds), MaxRounds, MaxRounds is >= FewestRounds and <= 1000, $"{FewestRounds} to 1000");
        Check(nameof(Rounds), Rounds, Rounds >= FewestRounds && Rounds <= MaxRounds, $"{FewestRounds} to {nameof(MaxRounds)}, which is {MaxRounds}");
        Check(nameof(MaxDuration), MaxDuration, MaxDuration > TimeSpan.Zero && MaxDuration <= TimerLimit.Longest, "more than zero and at most 49 days");
        Check(nameof(MaxRequests), MaxRequests, MaxRequests >= 100, "100 or more requests");
        Check(nameof(MaxBatchBytes), MaxBatchBytes, MaxBatchBytes is not < 1, "1 or more bytes");
        Check(nameof(MaxRowsPerSecond), MaxRowsPerSecond, MaxRowsPerSecond > 0, "more than zero rows per second");
        Check(nameof(LoadCheck), LoadCheck, LoadCheck is >= LoadCheckMode.None and <= LoadCheckMode.Constant, "None, Poisson or Constant");
        if (TimeProvider is null) throw new ArgumentException($"{nameof(TuningOptions)}.{nameof(TimeProvider)} is null; leave it at TimeProvider.System.");
    }

    private static void Check(string name, object? value, bool isFine, string range)
    {
        if (!isFine) throw new ArgumentOutOfRangeException($"{nameof(TuningOptions)}.{name}", value, $"{nameof(TuningOptions)}.{name} is {value}; it must be {range}.");
    }
}
