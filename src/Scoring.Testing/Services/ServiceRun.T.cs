namespace Scoring.Testing.Services;

/// <summary>A service in one run: requests go in and come out when they are done.</summary>
/// <typeparam name="T">Whatever belongs to a request.</typeparam>
internal abstract class ServiceRun<T>(IServiceModel service)
{
    protected IServiceModel Service { get; } = service;

    /// <summary>Requests in flight.</summary>
    public abstract int InFlight { get; }

    /// <summary>When the next request ends if none is sent before; <see cref="long.MaxValue"/> when none is in flight.</summary>
    public abstract long NextEnd { get; }

    public static ServiceRun<T> Create(IServiceModel service, ulong seed) =>
        service.IsShared ? new SharedServiceRun<T>(service, seed) : new FixedServiceRun<T>(service, seed);

    /// <summary>Sends a request.</summary>
    /// <param name="item">Comes out with it.</param>
    /// <param name="rows">Rows in it.</param>
    /// <param name="now">Never before an earlier one.</param>
    public abstract void Send(T item, int rows, long now);

    /// <summary>Takes the request that ends next.</summary>
    public abstract (T Item, SentBatch Batch) EndNext();
}
