using Scoring.Diagnostics;

namespace Scoring;

/// <summary>Shorter ways to call a client.</summary>
public static class ScoringClientExtensions
{
    /// <summary>Scores many rows into a new array.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rows">The rows. Not read any more once the call has ended.</param>
    /// <param name="options">Partition, deadline and priority; <c>default</c> for none.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <returns>The score of row <c>i</c> at <c>i</c>.</returns>
    /// <exception cref="ScoringRowsException">Some rows have no score. Use the overload that takes the memory for the scores to keep the others.</exception>
    public static async ValueTask<TScore[]> ScoreAsync<TRow, TScore>(
        this IScoringClient<TRow, TScore> client, ReadOnlyMemory<TRow> rows, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var scores = new TScore[rows.Length];
        await client.ScoreAsync(rows, scores, options, cancellationToken).ConfigureAwait(false);
        return scores;
    }

    /// <summary>The scheduler of a client with a queue, to look at it while it runs; null for one without.</summary>
    /// <param name="client">The client.</param>
    public static SchedulerControl? GetScheduler(this IScoringClient client) => client.GetService<SchedulerControl>();

    /// <inheritdoc cref="GetScheduler(IScoringClient)"/>
    public static SchedulerControl? GetScheduler<TRow, TScore>(this IScoringClient<TRow, TScore> client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetService(typeof(SchedulerControl)) as SchedulerControl;
    }

    /// <summary>A service that this client or one it wraps offers; null when there is none.</summary>
    /// <param name="client">The client.</param>
    /// <param name="serviceKey">Tells several services of one type apart; null for the usual one.</param>
    public static TService? GetService<TService>(this IScoringClient client, object? serviceKey = null)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetService(typeof(TService), serviceKey) as TService;
    }
}
