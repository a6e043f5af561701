using Scoring.Batching.Control;
using Scoring.Concurrency;
using Scoring.Diagnostics;
using Scoring.Records;

namespace Scoring.Batching.Scheduling;

/// <summary>The limits that a scheduler keeps, and where it runs.</summary>
internal sealed record SchedulerSettings
{
    /// <summary>For whoever looks at the scheduler.</summary>
    public required string ModelName { get; init; }

    public required string? ModelVersion { get; init; }

    public required string ClientName { get; init; }

    /// <summary>What everything that is measured is tagged with.</summary>
    public required ClientTags Tags { get; init; }

    public required ScoringInstruments Instruments { get; init; }

    /// <summary>Whether what waits is measured for each partition by itself.</summary>
    public required bool MeasuresPartitions { get; init; }

    public required int MaxBatchCount { get; init; }

    /// <summary>Most bytes of values in a request.</summary>
    public required long MaxBatchBytes { get; init; }

    /// <summary>Most bytes of values in a partition's queue.</summary>
    public required long MaxQueuedBytes { get; init; }

    /// <summary>Whether it counts how many bytes rows have.</summary>
    public bool CountsBytes => MaxBatchBytes != long.MaxValue || MaxQueuedBytes != long.MaxValue;

    /// <summary>Bytes of a row's values that are known beforehand.</summary>
    public required double BytesPerRow { get; init; }

    /// <summary>Requests hold a multiple of this where they can, so that a model with a fixed batch is not padded.</summary>
    public required int BatchUnit { get; init; }

    /// <summary>Requests of one partition in flight.</summary>
    public required int MaxParallelRequests { get; init; }

    /// <summary>Requests that the leaf runs at once; null for no limit.</summary>
    public required int? MaxRequests { get; init; }

    /// <summary>Requests of all partitions in flight.</summary>
    public required int MaxTotalRequests { get; init; }

    /// <summary>Whether requests run on this machine's cores, so that rows are shared out among lanes.</summary>
    public bool IsLocal => MaxRequests is not null;

    /// <summary>Whether partitions use the requests that others do not need.</summary>
    public required bool BorrowParallelRequests { get; init; }

    /// <summary>What is decided by measuring; null where all is fixed.</summary>
    public required ControlSettings? Control { get; init; }

    public required TimeSpan MaxDelay { get; init; }

    /// <summary>Whether rows wait for others only while that pays.</summary>
    public required bool EarnDelay { get; init; }

    public required int MaxQueuedRows { get; init; }

    /// <summary>How long rows may wait before they are in a request; null for ever.</summary>
    public required TimeSpan? MaxQueueDelay { get; init; }

    /// <summary>After how much waiting rows count as one priority higher; null for never.</summary>
    public required TimeSpan? PriorityAgeing { get; init; }

    public required QueueFullMode QueueFullMode { get; init; }

    public required bool AllowSynchronousContinuations { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>What one of the clock's timestamps is: for what is reckoned once per row, as dividing costs more than all else there.</summary>
    public required double SecondsPerTimestamp { get; init; }

    public required IWorkStarter Starter { get; init; }

    /// <summary>What follows from the options and from what the leaf says of itself.</summary>
    public static SchedulerSettings Create(ScoringSignature signature, ScoringClientOptions options)
    {
        int? requests = signature.MaxConcurrentRequests;
        int parallel = options.MaxParallelRequests ?? requests ?? ScoringClientOptions.DefaultRemoteRequests;
        int count = options.MaxBatchCount ?? (requests is null ? ScoringClientOptions.DefaultRemoteBatchCount : ScoringClientOptions.DefaultLocalBatchCount);
        return new SchedulerSettings
        {
            ModelName = signature.ModelName,
            ModelVersion = signature.ModelVersion,
            ClientName = options.Name ?? signature.ModelName,
            Tags = new ClientTags(options.Name ?? signature.ModelName, signature.ModelName, signature.ModelVersion, signature.Transport),
            Instruments = ScoringInstruments.From(options.MeterFactory),
            MeasuresPartitions = options.MeasurePartitions,
            MaxBatchCount = count,
            MaxBatchBytes = options.MaxBatchBytes ?? long.MaxValue,
            MaxQueuedBytes = options.MaxQueuedBytes ?? long.MaxValue,
            BytesPerRow = signature.Inputs.Sum(FixedBytes),
            BatchUnit = Math.Min(signature.MaxRowsPerRun ?? 1, count),
            MaxParallelRequests = Math.Min(parallel, requests ?? int.MaxValue),
            MaxRequests = requests,
            MaxTotalRequests = Math.Min(options.MaxTotalRequests ?? int.MaxValue, requests ?? int.MaxValue),
            BorrowParallelRequests = options.BorrowParallelRequests,
            Control = CreateControl(options, count, parallel, requests),
            MaxDelay = options.MaxDelay,
            EarnDelay = options.EarnDelay,
            MaxQueuedRows = options.MaxQueuedRows,
            MaxQueueDelay = options.MaxQueueDelay,
            PriorityAgeing = options.PriorityAgeing,
            QueueFullMode = options.QueueFullMode,
            AllowSynchronousContinuations = options.AllowSynchronousContinuations,
            Clock = options.TimeProvider,
            SecondsPerTimestamp = 1.0 / options.TimeProvider.TimestampFrequency,
            Starter = options.Starter,
        };
    }

    private static double FixedBytes(SignatureColumn column) =>
        column is { Type: not ElementType.String, Shape: { IsFixed: true } shape } ? (double)shape.ElementCount * ElementTypes.SizeOf(column.Type) : 0;

    private static ControlSettings? CreateControl(ScoringClientOptions options, int maxRows, int parallel, int? requests)
    {
        if (!options.AdaptBatchCount && !options.AdaptParallelRequests && !options.RefuseLateRows && !options.EarnDelay) return null;
        bool isLocal = requests is not null;
        int total = Math.Min(options.MaxTotalRequests ?? ControlSettings.MostParallel, requests ?? ControlSettings.MostParallel);
        int max = options.AdaptParallelRequests ? Math.Min(total, parallel) : Math.Min(total, ControlSettings.MostParallel);
        return new ControlSettings
        {
            MaxRows = maxRows,
            AdaptsRows = options.AdaptBatchCount,
            BudgetSeconds = options.P99Budget?.TotalSeconds,
            OverheadSeconds = isLocal ? ControlSettings.LocalOverheadSeconds : 0,
            SharesRows = options.AdaptParallelRequests && !isLocal,
            StartParallel = Math.Min(max, options.StartParallelRequests ?? (isLocal ? 1 : ScoringClientOptions.DefaultRemoteRequests)),
            MaxParallel = max,
            AdaptsParallel = options.AdaptParallelRequests,
            RefusesLateRows = options.RefuseLateRows,
            TriesSizes = options.Control.TriesSizes,
            DetectsDrift = options.Control.DetectsDrift,
            NormalisesProbes = options.Control.NormalisesProbes,
        };
    }
}
