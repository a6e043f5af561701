using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Scoring.Diagnostics;

/// <summary>The instruments of all clients whose meter comes from the same place. With no listener none of them costs more than a look whether there is one.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ScoringInstruments
{
    public const string Name = "Scoring";

    /// <summary>Local models answer within microseconds, endpoints within seconds.</summary>
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    /// <summary>Endpoints limit bodies to a few megabytes.</summary>
    private static readonly InstrumentAdvice<long> s_bytes = new() { HistogramBucketBoundaries = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864] };

    private static readonly InstrumentAdvice<long> s_rows = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] };

    /// <summary>Those of meters that factories made. Weak, so that an application that is gone is forgotten with its factory.</summary>
    private static readonly ConditionalWeakTable<IMeterFactory, ScoringInstruments> s_ofFactories = [];

    private static readonly Lock s_lock = new();

    /// <summary>The clients that are in use. Weak, so that one that nobody disposes is forgotten all the same.</summary>
    private readonly ConditionalWeakTable<SchedulerMeter, object?> _clients = [];

    private ScoringInstruments(Meter meter)
    {
        OperationDuration = meter.CreateHistogram("scoring.client.operation.duration", "s", "For how long a caller waited: in the queue and for its requests.", advice: s_seconds);
        BatchDuration = meter.CreateHistogram("scoring.client.batch.duration", "s", "What one request took.", advice: s_seconds);
        BatchSize = meter.CreateHistogram("scoring.client.batch.size", "{row}", "Rows in a request, by why it held as many.", advice: s_rows);
        QueueDuration = meter.CreateHistogram("scoring.client.queue.duration", "s", "For how long the first row of a request had waited.", advice: s_seconds);
        Rows = meter.CreateCounter<long>("scoring.client.rows", "{row}", "Rows by how they ended.");
        Retries = meter.CreateCounter<long>("scoring.client.retries", "{retry}", "Requests that are sent again, by why.");
        SuppressedRetries = meter.CreateCounter<long>("scoring.client.retries.suppressed", "{retry}", "Requests that are not sent again, or later than their back-off says, by why.");
        RetryDelay = meter.CreateHistogram("scoring.client.retry.delay", "s", "For how long a request waits before it is sent again.", advice: s_seconds);
        ColdStart = meter.CreateHistogram("scoring.client.cold_start.duration", "s", "How long an endpoint took to start.", advice: s_seconds);
        RequestBodySize = meter.CreateHistogram("scoring.client.request.body.size", "By", "Bytes in the body of a request, as sent.", advice: s_bytes);
        Fallbacks = meter.CreateCounter<long>("scoring.client.fallbacks", "{request}", "Requests that were sent to the other client, by why and who answered.");
        FallbackRows = meter.CreateCounter<long>("scoring.client.fallback.rows", "{row}", "Rows that the other client scored.");
        ModelLoad = meter.CreateHistogram("scoring.model.load.duration", "s", "For how long a model was loaded and warmed up before it could be staged.", advice: s_seconds);
        ModelSwaps = meter.CreateCounter<long>("scoring.model.swaps", "{swap}", "Changes of the model in production, by how they ended.");
        meter.CreateObservableUpDownCounter("scoring.client.queue.length", () => Observe(static gauges => (long?)gauges.Backlog, static partition => (long?)partition.Backlog), "{row}", "Rows that wait.");
        meter.CreateObservableUpDownCounter("scoring.client.active_batches", () => Observe(static gauges => (long?)gauges.InFlight), "{batch}", "Requests in flight.");
        meter.CreateObservableGauge("scoring.client.concurrency.limit", () => Observe(static gauges => gauges.ParallelLimit), "{batch}", "Most requests in flight now, over all partitions.");
        meter.CreateObservableGauge("scoring.client.batch.target", () => Observe(static gauges => (long?)gauges.Cap), "{row}", "Rows that a request is filled to now.");
        meter.CreateObservableGauge("scoring.stream.delay", () => Observe(static gauges => gauges.DelaySeconds, static partition => partition.WatermarkDelay?.TotalSeconds), "s", "For how long the row that waits longest has waited.");
    }

    /// <summary>Of clients that are given no factory.</summary>
    public static ScoringInstruments Shared { get; } = new(new Meter(Name));

    public Histogram<double> OperationDuration { get; }

    public Histogram<double> BatchDuration { get; }

    public Histogram<long> BatchSize { get; }

    public Histogram<double> QueueDuration { get; }

    public Counter<long> Rows { get; }

    public Counter<long> Retries { get; }

    public Counter<long> SuppressedRetries { get; }

    public Histogram<double> RetryDelay { get; }

    public Histogram<double> ColdStart { get; }

    public Histogram<long> RequestBodySize { get; }

    public Counter<long> Fallbacks { get; }

    public Counter<long> FallbackRows { get; }

    public Histogram<double> ModelLoad { get; }

    public Counter<long> ModelSwaps { get; }

    /// <summary>Whether somebody listens to how long callers wait.</summary>
    public bool MeasuresCalls => OperationDuration.Enabled;

    /// <summary>Whether somebody listens to what is recorded per request.</summary>
    public bool MeasuresRequests => BatchDuration.Enabled || BatchSize.Enabled || QueueDuration.Enabled || Rows.Enabled;

    /// <param name="factory">Makes the meter, which it owns; null for the meter of the process.</param>
    public static ScoringInstruments From(IMeterFactory? factory)
    {
        if (factory is null) return Shared;
        lock (s_lock) return s_ofFactories.GetValue(factory, static factory => new ScoringInstruments(factory.Create(Name)));
    }

    /// <summary>From now on the client's gauges are read.</summary>
    public void Open(SchedulerMeter client) => _clients.AddOrUpdate(client, null);

    public void Close(SchedulerMeter client) => _clients.Remove(client);

    private List<Measurement<T>> Observe<T>(Func<SchedulerGauges, T?> value, Func<PartitionSnapshot, T?>? ofPartition = null)
        where T : struct
    {
        var measurements = new List<Measurement<T>>();
        foreach ((SchedulerMeter client, _) in _clients)
        {
            if (ofPartition is not null && client.TellsPartitions) Observe(client, ofPartition, measurements);
            else if (value(client.Read()) is { } known) measurements.Add(new Measurement<T>(known, client.Tags));
        }

        return measurements;
    }

    /// <summary>Each partition by itself; their sum is what the client as a whole would have.</summary>
    private static void Observe<T>(SchedulerMeter client, Func<PartitionSnapshot, T?> value, List<Measurement<T>> measurements)
        where T : struct
    {
        foreach (PartitionSnapshot partition in client.ReadPartitions())
        {
            if (value(partition) is { } known) measurements.Add(new Measurement<T>(known, [.. client.Tags, new(TagNames.Partition, partition.Partition)]));
        }
    }
}
