using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Scoring.Diagnostics;

/// <summary>The instruments of all clients. With no listener none of them costs more than a look whether there is one.</summary>
internal static class ScoringMeter
{
    public const string Name = "Scoring";

    private static readonly Meter s_meter = new(Name);

    /// <summary>Local models answer within microseconds, endpoints within seconds.</summary>
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    /// <summary>Endpoints limit bodies to a few megabytes.</summary>
    private static readonly InstrumentAdvice<long> s_bytes = new() { HistogramBucketBoundaries = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864] };

    private static readonly InstrumentAdvice<long> s_rows = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] };

    /// <summary>The clients that are in use. Weak, so that one that nobody disposes is forgotten all the same.</summary>
    private static readonly ConditionalWeakTable<SchedulerMeter, object?> s_clients = [];

    static ScoringMeter()
    {
        s_meter.CreateObservableUpDownCounter("scoring.client.queue.length", static () => Observe(static gauges => (long?)gauges.Backlog, static partition => (long?)partition.Backlog), "{row}", "Rows that wait.");
        s_meter.CreateObservableUpDownCounter("scoring.client.active_batches", static () => Observe(static gauges => (long?)gauges.InFlight), "{batch}", "Requests in flight.");
        s_meter.CreateObservableGauge("scoring.client.concurrency.limit", static () => Observe(static gauges => gauges.ParallelLimit), "{batch}", "Most requests in flight now, over all partitions.");
        s_meter.CreateObservableGauge("scoring.client.batch.target", static () => Observe(static gauges => (long?)gauges.Cap), "{row}", "Rows that a request is filled to now.");
        s_meter.CreateObservableGauge("scoring.stream.delay", static () => Observe(static gauges => gauges.DelaySeconds, static partition => partition.WatermarkDelay?.TotalSeconds), "s", "For how long the row that waits longest has waited.");
    }

    public static Histogram<double> OperationDuration { get; } = s_meter.CreateHistogram("scoring.client.operation.duration", "s", "For how long a caller waited: in the queue and for its requests.", advice: s_seconds);

    public static Histogram<double> BatchDuration { get; } = s_meter.CreateHistogram("scoring.client.batch.duration", "s", "What one request took.", advice: s_seconds);

    public static Histogram<long> BatchSize { get; } = s_meter.CreateHistogram("scoring.client.batch.size", "{row}", "Rows in a request, by why it held as many.", advice: s_rows);

    public static Histogram<double> QueueDuration { get; } = s_meter.CreateHistogram("scoring.client.queue.duration", "s", "For how long the first row of a request had waited.", advice: s_seconds);

    public static Counter<long> Rows { get; } = s_meter.CreateCounter<long>("scoring.client.rows", "{row}", "Rows by how they ended.");

    public static Counter<long> Retries { get; } = s_meter.CreateCounter<long>("scoring.client.retries", "{retry}", "Requests that are sent again, by why.");

    public static Counter<long> SuppressedRetries { get; } = s_meter.CreateCounter<long>("scoring.client.retries.suppressed", "{retry}", "Requests that are not sent again, or later than their back-off says, by why.");

    public static Histogram<double> RetryDelay { get; } = s_meter.CreateHistogram("scoring.client.retry.delay", "s", "For how long a request waits before it is sent again.", advice: s_seconds);

    public static Histogram<double> ColdStart { get; } = s_meter.CreateHistogram("scoring.client.cold_start.duration", "s", "How long an endpoint took to start.", advice: s_seconds);

    public static Histogram<long> RequestBodySize { get; } = s_meter.CreateHistogram("scoring.client.request.body.size", "By", "Bytes in the body of a request, as sent.", advice: s_bytes);

    public static Counter<long> Fallbacks { get; } = s_meter.CreateCounter<long>("scoring.client.fallbacks", "{request}", "Requests that were sent to the other client, by why and who answered.");

    public static Counter<long> FallbackRows { get; } = s_meter.CreateCounter<long>("scoring.client.fallback.rows", "{row}", "Rows that the other client scored.");

    public static Histogram<double> ModelLoad { get; } = s_meter.CreateHistogram("scoring.model.load.duration", "s", "For how long a model was loaded and warmed up before it could be staged.", advice: s_seconds);

    public static Counter<long> ModelSwaps { get; } = s_meter.CreateCounter<long>("scoring.model.swaps", "{swap}", "Changes of the model in production, by how they ended.");

    /// <summary>From now on the client's gauges are read.</summary>
    public static void Open(SchedulerMeter client) => s_clients.AddOrUpdate(client, null);

    public static void Close(SchedulerMeter client) => s_clients.Remove(client);

    private static List<Measurement<T>> Observe<T>(Func<SchedulerGauges, T?> value, Func<PartitionSnapshot, T?>? ofPartition = null)
        where T : struct
    {
        var measurements = new List<Measurement<T>>();
        foreach ((SchedulerMeter client, _) in s_clients)
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
