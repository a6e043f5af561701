namespace Scoring.Tests.Batching.Stress;

/// <summary>What a stress does.</summary>
/// <param name="Rows">Rows of all callers together.</param>
/// <param name="Callers">How many submit at once.</param>
/// <param name="Partitions">Over how many partitions each caller spreads its rows.</param>
/// <param name="Lanes">How many requests the leaf says it runs at once; null for no limit.</param>
/// <param name="Options">The client's; with a limit of parallel requests.</param>
internal sealed record StressSettings(int Rows, int Callers, int Partitions, int? Lanes, ScoringClientOptions Options)
{
    /// <summary>Whether the client is given other options all the time, within those.</summary>
    public bool ChangesOptions { get; init; }

    /// <summary>Options with limits that are no higher.</summary>
    public ScoringClientOptions AnyWithin(Random random)
    {
        ScoringClientOptions options = Any(random).Options;
        options.MaxBatchCount = random.Next(1, Options.MaxBatchCount!.Value + 1);
        options.MaxParallelRequests = random.Next(1, Options.MaxParallelRequests!.Value + 1);
        options.BorrowParallelRequests = Options.BorrowParallelRequests;
        options.P99Budget = random.Next(3) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 50)) : null;
        options.AdaptBatchCount = random.Next(2) == 0;
        options.AdaptParallelRequests = random.Next(3) == 0;
        options.RefuseLateRows = false;
        options.ShutdownTimeout = Options.ShutdownTimeout;
        return options;
    }

    /// <summary>Any small one.</summary>
    public static StressSettings Any(Random random) => new(
        Rows: 3_000,
        Callers: random.Next(1, 33),
        Partitions: random.Next(1, 9),
        Lanes: random.Next(2) == 0 ? random.Next(1, 5) : null,
        new ScoringClientOptions
        {
            MaxBatchCount = random.Next(3) == 0 ? random.Next(1, 5) : random.Next(1, 300),
            MaxParallelRequests = random.Next(1, 4),
            BorrowParallelRequests = random.Next(3) == 0,
            MaxDelay = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? 1 : 0),
            MaxQueuedRows = random.Next(3) == 0 ? random.Next(1, 20) : 100_000,
            MaxQueueDelay = random.Next(4) == 0 ? TimeSpan.FromMilliseconds(random.Next(2, 10)) : null,
            PriorityAgeing = random.Next(4) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 10)) : null,
            QueueFullMode = (QueueFullMode)random.Next(3),
            AllowSynchronousContinuations = random.Next(3) == 0,
            ShutdownTimeout = random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(30),
        });
}
