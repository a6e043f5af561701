using System.Diagnostics.Metrics;
using Scoring.Batching.Control;
using Scoring.Concurrency;
using Scoring.Diagnostics;
using Scoring.Tuning;

namespace Scoring;

/// <summary>How a client puts rows and batches into requests. Read when the client is built; a later change does not reach it, but <see cref="SchedulerControl.Update"/> gives
/// a running client others.</summary>
/// <remarks>Not thread-safe; what is built with it is.</remarks>
public sealed class ScoringClientOptions
{
    /// <summary>The largest <see cref="MaxBatchCount"/>.</summary>
    public const int MaxBatchCountCeiling = 10_000;

    internal const int DefaultLocalBatchCount = 200;
    internal const int DefaultRemoteBatchCount = 1000;
    internal const int DefaultRemoteRequests = 20;

    /// <summary>Most rows in one request: 1 to 10,000. By default 200 where the leaf runs a limited number of requests at once (a local model), else 1000.</summary>
    public int? MaxBatchCount { get; set; }

    /// <summary>
    /// Most bytes of values in one request: 1 or more; null, the default, for no limit. A row always travels, however large. Columns of a fixed size are counted exactly; for texts the longest
    /// average of the requests so far, and of the whole batches that wait, is taken.
    /// </summary>
    public long? MaxBatchBytes { get; set; }

    /// <summary>Most requests that a partition has in flight: 1 or more. By default what the leaf runs at once (a local model's lanes), else 20.
    /// Over all partitions there are never more than the leaf runs at once.</summary>
    public int? MaxParallelRequests { get; set; }

    /// <summary>
    /// Whether requests are filled only up to the size that measurement finds best, at most <see cref="MaxBatchCount"/>: the one with the most rows per second within
    /// <see cref="P99Budget"/>, or without a budget the smallest with about 97 % of the best rate. True by default; false fills them up to <see cref="MaxBatchCount"/>.
    /// </summary>
    /// <remarks>What is measured are the attempts that the leaf tells of (<see cref="ScoringContext.Attempts"/>); one that tells of none is sent up to <see cref="MaxBatchCount"/> rows.</remarks>
    public bool AdaptBatchCount { get; set; } = true;

    /// <summary>In how much time 99 of 100 rows are to have their scores, waiting included: more than zero; null, the default, for no such wish. Requests are made no larger than fits.</summary>
    public TimeSpan? P99Budget { get; set; }

    /// <summary>
    /// Whether the number of requests in flight is found by probes: it begins at <see cref="StartParallelRequests"/> and stays between 1 and <see cref="MaxParallelRequests"/>,
    /// over all partitions together. False by default: then each partition has up to <see cref="MaxParallelRequests"/>.
    /// </summary>
    public bool AdaptParallelRequests { get; set; }

    /// <summary>Requests in flight at first where <see cref="AdaptParallelRequests"/> is on: 1 or more; by default 1 for a local model, else 20.</summary>
    public int? StartParallelRequests { get; set; }

    /// <summary>Most requests in flight over all partitions: 1 or more; null, the default, for no limit but the leaf's own.</summary>
    public int? MaxTotalRequests { get; set; }

    /// <summary>
    /// Whether a partition that has <see cref="MaxParallelRequests"/> in flight and more rows may also use the requests of partitions that do not need theirs. False by default. Over all partitions
    /// there are never more than <see cref="MaxParallelRequests"/> times the partitions in use, <see cref="MaxTotalRequests"/>, and what the leaf runs at once. A partition that has rows and less
    /// than its own in flight goes before those that borrow: it has them back as requests end. A partition whose endpoint is overloaded neither lends what it must not use nor borrows.
    /// </summary>
    /// <remarks>A partition is in use from its first row on, until it is idle and there are many.</remarks>
    public bool BorrowParallelRequests { get; set; }

    /// <summary>
    /// Whether rows with a deadline are refused as soon as they would be late after service, or, with a <see cref="P99Budget"/>, when more rows wait than can be served in time.
    /// True by default: an overloaded model then spends its time on rows that are still of use. They end with <see cref="ScoringRejectedException"/>. Rows without a deadline are never refused for this.
    /// </summary>
    public bool RefuseLateRows { get; set; } = true;

    /// <summary>How long a row waits for others when a request could be sent but would not be full: zero (the default) to 49 days. Zero sends what is there:
    /// under load requests fill up by themselves. The time begins with the first row of the request; a row whose deadline would pass meanwhile does not wait.</summary>
    public TimeSpan MaxDelay { get; set; }

    /// <summary>
    /// Whether rows wait for others only while that pays, and <see cref="MaxDelay"/> is the longest: while the next rows, at the rate at which they come, would save more of a request's fixed cost
    /// than all that wait lose meanwhile. False by default: rows then wait for all of <see cref="MaxDelay"/>. For remote endpoints whose requests cost much by themselves.
    /// </summary>
    public bool EarnDelay { get; set; }

    /// <summary>Most rows that wait in a partition's queue: 1 or more, 100,000 by default. Rows in flight do not count. A call with more rows than that is taken when
    /// no other row waits.</summary>
    public int MaxQueuedRows { get; set; } = 100_000;

    /// <summary>
    /// Most bytes of values that wait in a partition's queue: 1 or more; null, the default, for no limit besides <see cref="MaxQueuedRows"/>. It is kept in rows, at least one: columns of a fixed
    /// size are counted exactly; for texts the longest average of the requests so far, and of the whole batches that have come, is taken. So those of single rows and of calls of many do not count before the first request.
    /// </summary>
    public long? MaxQueuedBytes { get; set; }

    /// <summary>How long rows may wait before they are in a request: more than zero and more than <see cref="MaxDelay"/>, null (the default) for ever. Those that have waited
    /// longer end with <see cref="ScoringRejectedException"/>: when a request would take them, and at most about 15 ms later. Under overload the others are then still
    /// answered soon, where else all would wait for as long as the queue is. A call of many rows ends as a whole.</summary>
    public TimeSpan? MaxQueueDelay { get; set; }

    /// <summary>
    /// After how much waiting a row counts as one priority higher, and again after each such time: more than zero; null, the default, for strict priorities. Rows of low priorities
    /// are then not held up for ever by higher ones. Of rows that count the same the one of the higher priority goes first.
    /// </summary>
    public TimeSpan? PriorityAgeing { get; set; }

    /// <summary>What happens to rows that find the queue full; they wait by default.</summary>
    public QueueFullMode QueueFullMode { get; set; }

    /// <summary>
    /// Whether a caller goes on inside the thread that received its score, before the next row of the request is told. Faster, but a caller that blocks or
    /// computes holds up all others. False by default.
    /// </summary>
    public bool AllowSynchronousContinuations { get; set; }

    /// <summary>How long disposing waits for rows that were accepted before it fails them with <see cref="ScoringRejectedException"/>: zero or more, 30 seconds by
    /// default, <see cref="TimeSpan.MaxValue"/> for ever.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for deadlines, <see cref="MaxDelay"/>, <see cref="MaxQueueDelay"/>, <see cref="PriorityAgeing"/>, cancellations of single rows and shutting down; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>What the client is called where it is measured, the tag <c>scoring.client.name</c>; the model's name by default. It does not change while the client runs.</summary>
    public string? Name { get; set; }

    /// <summary>Makes the meter <c>Scoring</c>, as an application's services do; null, the default, for one that all clients of the process share. It does not change while the client runs.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>Whether what waits is measured for each partition by itself, with the tag <c>scoring.partition</c>: false by default, as every partition is a time series of its own.</summary>
    public bool MeasurePartitions { get; set; }

    /// <summary>What a client has learned of this model before, so that this one starts with it: null (the default) to learn anew. Read when the model becomes known;
    /// a profile of another model is refused with <see cref="ScoringProfileException"/>. See <see cref="SchedulerControl.ExportProfile"/>.</summary>
    public TuningProfile? Profile { get; set; }

    /// <summary>Where requests are started: the thread pool, unless a simulation says otherwise.</summary>
    internal IWorkStarter Starter { get; set; } = ThreadPoolStarter.Instance;

    /// <summary>Where <see cref="Profile"/> comes from, if that is a file.</summary>
    internal ClientProfile? LoadedProfile { get; set; }

    /// <summary>What the controller leaves out, for comparisons.</summary>
    internal ControlSwitches Control { get; set; } = ControlSwitches.AllOn;

    /// <summary>What a client keeps, so that a later change does not reach it.</summary>
    internal ScoringClientOptions Copy() => (ScoringClientOptions)MemberwiseClone();

    internal void Validate()
    {
        if (MaxBatchCount is < 1 or > MaxBatchCountCeiling) throw OutOfRange(nameof(MaxBatchCount), MaxBatchCount, $"1 to {MaxBatchCountCeiling} rows");
        if (MaxBatchBytes is < 1) throw OutOfRange(nameof(MaxBatchBytes), MaxBatchBytes, "1 or more bytes");
        if (MaxParallelRequests is < 1) throw OutOfRange(nameof(MaxParallelRequests), MaxParallelRequests, "1 or more requests");
        if (P99Budget is { } budget && budget <= TimeSpan.Zero) throw OutOfRange(nameof(P99Budget), P99Budget, "more than zero");
        if (StartParallelRequests is < 1) throw OutOfRange(nameof(StartParallelRequests), StartParallelRequests, "1 or more requests");
        if (MaxTotalRequests is < 1) throw OutOfRange(nameof(MaxTotalRequests), MaxTotalRequests, "1 or more requests");
        if (MaxDelay < TimeSpan.Zero || MaxDelay > TimerLimit.Longest) throw OutOfRange(nameof(MaxDelay), MaxDelay, "zero to 49 days");
        if (EarnDelay && MaxDelay == TimeSpan.Zero) throw OutOfRange(nameof(MaxDelay), MaxDelay, $"more than zero where {nameof(EarnDelay)} is on: it is the longest delay");
        if (MaxQueuedRows < 1) throw OutOfRange(nameof(MaxQueuedRows), MaxQueuedRows, "1 or more rows");
        if (MaxQueuedBytes is < 1) throw OutOfRange(nameof(MaxQueuedBytes), MaxQueuedBytes, "1 or more bytes");
        if (MaxQueueDelay <= MaxDelay) throw OutOfRange(nameof(MaxQueueDelay), MaxQueueDelay, $"more than zero and more than {nameof(MaxDelay)}, which is {MaxDelay}");
        if (PriorityAgeing <= TimeSpan.Zero) throw OutOfRange(nameof(PriorityAgeing), PriorityAgeing, "more than zero");
        if (QueueFullMode is < QueueFullMode.Wait or > QueueFullMode.RejectOldest) throw OutOfRange(nameof(QueueFullMode), QueueFullMode, "Wait, Reject or RejectOldest");
        if (ShutdownTimeout < TimeSpan.Zero) throw OutOfRange(nameof(ShutdownTimeout), ShutdownTimeout, "zero or more");
        if (TimeProvider is null) throw new ArgumentException($"{nameof(ScoringClientOptions)}.{nameof(TimeProvider)} is null; leave it at TimeProvider.System.");
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string range) =>
        new($"{nameof(ScoringClientOptions)}.{name}", value, $"{nameof(ScoringClientOptions)}.{name} is {value}; it must be {range}.");
}
