using Scoring.Testing.Services;

namespace Scoring.Testing;

/// <summary>How an endpoint in virtual time behaves.</summary>
/// <remarks>
/// Immutable. The time of a request is fixed when it is sent: <see cref="Latency"/> of its rows, times what other requests in flight cost, times noise, times the last shift, plus a pause.
/// Two runs of the same requests take the same times; another <see cref="Seed"/> gives other luck.
/// </remarks>
public sealed record SimulatedService
{
    /// <summary>What a request of so many rows takes alone; longer than zero. By default 5 ms.</summary>
    public Func<int, TimeSpan> Latency { get; init; } = static _ => TimeSpan.FromMilliseconds(5);

    /// <summary>Requests that run at once at full speed, such as its replicas; at least 1, the default. With k in flight beyond that, each takes k ÷ this as long.</summary>
    public int ParallelRequests { get; init; } = 1;

    /// <summary>What each request beyond <see cref="ParallelRequests"/> costs all of them besides, as a fraction; at least 0, the default.</summary>
    public double Crowding { get; init; }

    /// <summary>Deviation of the logarithm of the times; 0 to 2. By default 0: no noise.</summary>
    public double Noise { get; init; }

    /// <summary>Which luck; any number.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Requests that are held up for no reason of their own; none by default.</summary>
    public ServicePause? Pause { get; init; }

    /// <summary>Changes of its speed, by time; the last one that has begun counts.</summary>
    public IReadOnlyList<ServiceShift> Shifts { get; init; } = [];

    /// <summary>Times in which it answers every request that it is overloaded.</summary>
    public IReadOnlyList<ServiceOutage> Outages { get; init; } = [];

    /// <summary>Times in which it has fewer replicas; of two at once, the later in the list counts.</summary>
    public IReadOnlyList<ReplicaLoss> ReplicaLosses { get; init; } = [];

    /// <summary>What the first requests after some idleness meet; null for nothing.</summary>
    public ColdStart? ColdStart { get; init; }

    /// <summary>A latency that grows with rows.</summary>
    /// <param name="perRequest">Of every request.</param>
    /// <param name="perRow">Of each row.</param>
    public static Func<int, TimeSpan> Linear(TimeSpan perRequest, TimeSpan perRow) => rows => perRequest + (rows * perRow);

    /// <summary>A latency that grows by steps, as that of a model that pads its rows.</summary>
    /// <param name="perRequest">Of every request.</param>
    /// <param name="perStep">Of each step that is begun.</param>
    /// <param name="rowsPerStep">Rows of a step, at least 1.</param>
    public static Func<int, TimeSpan> Staircase(TimeSpan perRequest, TimeSpan perStep, int rowsPerStep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsPerStep, 1);
        return rows => perRequest + (((rows + rowsPerStep - 1) / rowsPerStep) * perStep);
    }

    internal IServiceModel Checked()
    {
        ArgumentNullException.ThrowIfNull(Latency);
        ArgumentOutOfRangeException.ThrowIfLessThan(ParallelRequests, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Crowding);
        ArgumentOutOfRangeException.ThrowIfNegative(Noise);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Noise, 2);
        foreach (ServiceOutage outage in Outages)
        {
            if (outage.Period <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(Outages), outage.Period, $"ServiceOutage.{nameof(ServiceOutage.Period)} is {outage.Period}; it must be more than zero, or null for a single outage.");
        }

        foreach (ReplicaLoss loss in ReplicaLosses)
        {
            if (loss.ParallelRequests < 1) throw new ArgumentOutOfRangeException(nameof(ReplicaLosses), loss.ParallelRequests, $"ReplicaLoss.{nameof(ReplicaLoss.ParallelRequests)} is {loss.ParallelRequests}; it must be 1 or more. Use a ServiceOutage for an endpoint with none.");
        }

        return new SimulatedServiceModel(this);
    }
}
