using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>A client that is given one row at a time. Disposing it disposes the client.</summary>
internal interface IModelClient : IAsyncDisposable
{
    /// <summary>Callers that each await the score of one row and go on with the next, until told to stop. Returns how many rows they did.</summary>
    Task<long> AwaitRowsAsync(int callers, StopFlag stop);

    /// <summary>A stream of rows in order, from an asynchronous source that ends when told to stop. Returns how many rows came out.</summary>
    Task<long> StreamAsync(int maxInFlight, StopFlag stop);

    /// <summary>One row, from a thread that has nothing else to do: the time from the call to the continuation that has the score, in timestamp ticks.</summary>
    long CallOnce(int call);

    /// <summary>Rows that come at random times, whether or not those before have their scores.</summary>
    /// <param name="perSecond">How many, on the whole.</param>
    /// <param name="seed">Decides on the times.</param>
    /// <param name="time">For how long they come.</param>
    Task<ArrivalLatency> ArriveAsync(double perSecond, int seed, TimeSpan time);
}
