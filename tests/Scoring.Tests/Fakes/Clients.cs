using Scoring.Bindings;
using Scoring.Concurrency;

namespace Scoring.Tests.Fakes;

/// <summary>Row clients over fakes.</summary>
internal static class Clients
{
    /// <summary>A client whose requests start inside the call, on one thread. Unless told otherwise it does not wait when it is disposed, so that a test that fails ends.</summary>
    public static IScoringClient<long, long> Inline(
        IScoringClient leaf, int? maxBatchCount = null, int? maxParallelRequests = null, TimeProvider? clock = null, TimeSpan? shutdownTimeout = null) =>
        Inline<long>(leaf, null, maxBatchCount, maxParallelRequests, clock, shutdownTimeout);

    /// <inheritdoc cref="Inline(IScoringClient, int?, int?, TimeProvider?, TimeSpan?)"/>
    public static IScoringClient<TRow, long> Inline<TRow>(
        IScoringClient leaf, RowBinding<TRow>? rows, int? maxBatchCount = null, int? maxParallelRequests = null, TimeProvider? clock = null, TimeSpan? shutdownTimeout = null) =>
        new ScoringClientBuilder(leaf).Build<TRow, long>(rows, null, new ScoringClientOptions
        {
            MaxBatchCount = maxBatchCount,
            MaxParallelRequests = maxParallelRequests,
            TimeProvider = clock ?? TimeProvider.System,
            ShutdownTimeout = shutdownTimeout ?? TimeSpan.Zero,
            Starter = InlineStarter.Instance,
        });

    /// <summary>A client whose work starts where a test says; without a starter inside the call, on one thread.</summary>
    public static IScoringClient<long, long> Started(IScoringClient leaf, ScoringClientOptions? options = null, IWorkStarter? starter = null, RowBinding<long>? rows = null)
    {
        options ??= new ScoringClientOptions { ShutdownTimeout = TimeSpan.Zero };
        options.Starter = starter ?? InlineStarter.Instance;
        return new ScoringClientBuilder(leaf).Build<long, long>(rows, null, options);
    }

    /// <summary>A client of whole batches whose requests start inside the call, on one thread. Unless told otherwise it does not wait when it is disposed.</summary>
    public static IScoringClient Batches(IScoringClient leaf, ScoringClientOptions? options = null, TimeSpan? shutdownTimeout = null)
    {
        options ??= new ScoringClientOptions();
        options.Starter = InlineStarter.Instance;
        options.ShutdownTimeout = shutdownTimeout ?? TimeSpan.Zero;
        return new ScoringClientBuilder(leaf).Build(options);
    }

    /// <summary>A client whose requests start on the thread pool.</summary>
    public static IScoringClient<long, long> Pooled(IScoringClient leaf, ScoringClientOptions? options = null) =>
        new ScoringClientBuilder(leaf).Build<long, long>(null, null, options);
}
