using System.Threading.Channels;
using Scoring.Streaming;
using Scoring.Streaming.Sources;

namespace Scoring;

/// <summary>Scores streams of rows.</summary>
public static class ScoringStreamExtensions
{
    /// <summary>Scores rows as they come: those that the source has ready travel together, and a row never waits for others.</summary>
    /// <param name="client">The client. It may serve other callers meanwhile.</param>
    /// <param name="rows">The rows. Read by one reader, at most <see cref="ScoringStreamOptions{TRow}.MaxInFlight"/> rows ahead of the results. A source that blocks
    /// its caller, instead of returning a task that is not complete, holds up the results too.</param>
    /// <param name="options">Order, partitions and the rows in flight; the defaults when left out.</param>
    /// <param name="cancellationToken">Ends the stream; rows in flight are given up.</param>
    /// <returns>One result per row, with the row itself and its score or error, so that its place in the source can be committed after it was dealt with. A row that
    /// fails does not end the stream; an error of the source does, after the results of all rows before it. Leaving the loop early gives up the rows in flight.
    /// However it ends, it has first waited for the rows in flight and disposed the source's enumerator. Each enumeration reads the source anew, and is used by one
    /// consumer at a time, on any thread. A cancelled one throws <see cref="OperationCanceledException"/>; its consumer never goes on inside the cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="rows"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static IAsyncEnumerable<ScoredRow<TRow, TScore>> ScoreStreamAsync<TRow, TScore>(
        this IScoringClient<TRow, TScore> client,
        IAsyncEnumerable<TRow> rows,
        ScoringStreamOptions<TRow>? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(rows);
        ScoringStreamOptions<TRow> settings = options?.Copy() ?? new ScoringStreamOptions<TRow>();
        settings.Validate();
        return new ScoringStream<TRow, TScore>(client, rows, settings, cancellationToken);
    }

    /// <summary>Scores the rows of a channel as they come. At most <see cref="ScoringStreamOptions{TRow}.MaxInFlight"/> rows are taken from it ahead of the results.</summary>
    /// <inheritdoc cref="ScoreStreamAsync{TRow, TScore}(IScoringClient{TRow, TScore}, IAsyncEnumerable{TRow}, ScoringStreamOptions{TRow}?, CancellationToken)"/>
    public static IAsyncEnumerable<ScoredRow<TRow, TScore>> ScoreStreamAsync<TRow, TScore>(
        this IScoringClient<TRow, TScore> client,
        ChannelReader<TRow> rows,
        ScoringStreamOptions<TRow>? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return client.ScoreStreamAsync(new ChannelRows<TRow>(rows), options, cancellationToken);
    }
}
