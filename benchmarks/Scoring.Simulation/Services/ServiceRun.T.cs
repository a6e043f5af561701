using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Services;

/// <summary>A service in one run: requests go in and come out when they are done.</summary>
/// <typeparam name="T">Whatever belongs to a request.</typeparam>
internal abstract class ServiceRun<T>(ServiceProfile profile)
{
    protected ServiceProfile Profile { get; } = profile;

    /// <summary>Requests in flight.</summary>
    public abstract int InFlight { get; }

    /// <summary>When the next request ends if none is sent before; <see cref="long.MaxValue"/> when none is in flight.</summary>
    public abstract long NextEnd { get; }

    public static ServiceRun<T> Create(ServiceProfile profile, ulong seed) =>
        profile.IsShared ? new SharedServiceRun<T>(profile, seed) : new FixedServiceRun<T>(profile, seed);

    /// <summary>Sends a request.</summary>
    /// <param name="item">Comes out with it.</param>
    /// <param name="rows">Rows in it.</param>
    /// <param name="now">Never before an earlier one.</param>
    public abstract void Send(T item, int rows, long now);

    /// <summary>Takes the request that ends next.</summary>
    public abstract (T Item, SentBatch Batch) EndNext();
}
