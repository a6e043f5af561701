using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Http.Ways;

/// <summary>One way to have rows scored.</summary>
internal interface IHttpWay : IAsyncDisposable
{
    /// <summary>Goes on until told to stop; returns the rows it had scored.</summary>
    Task<long> RunAsync(StopFlag stop);
}
