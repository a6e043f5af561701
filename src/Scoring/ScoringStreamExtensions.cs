using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Scoring.Streaming;

namespace Scoring;

/// <summary>Scores streams of rows.</summary>
public static class ScoringStreamExtensions
{
    /// <summary>Scores rows as they come.</summary>
    /// <param name="client">The client. It may serve other callers meanwhile.</param>
    /// <param name="rows">The rows. Read by one reader, at most <see cref="ScoringStreamOptions{TRow}.MaxInFlight"/> rows ahead of the results.</param>
    /// <param name="options">Order, partitions and the rows in flight; the defaults when left out.</param>
    /// <param name="cancellationToken">Ends the stream; rows in flight are given up.</param>
    /// <returns>One result per row, with the row itself and its score or error, so that its place in the source can be committed after it was dealt with. A row that
    /// fails does not end the stream; an error of the source does, after the results of all rows before it.</returns>
    public static async IAsyncEnumerable<ScoredRow<TRow, TScore>> ScoreStreamAsync<TRow, TScore>(
        this IScoringClient<TRow, TScore> client,
        IAsyncEnumerable<TRow> rows,
        ScoringStreamOptions<TRow>? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new ScoringStreamOptions<TRow>();
        await foreach (TRow row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new ScoredRow<TRow, TScore>(row, await client.ScoreAsync(row, default, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Scores the rows of a channel as they come.</summary>
    /// <inheritdoc cref="ScoreStreamAsync{TRow, TScore}(IScoringClient{TRow, TScore}, IAsyncEnumerable{TRow}, ScoringStreamOptions{TRow}?, CancellationToken)"/>
    public static IAsyncEnumerable<ScoredRow<TRow, TScore>> ScoreStreamAsync<TRow, TScore>(
        this IScoringClient<TRow, TScore> client,
        ChannelReader<TRow> rows,
        ScoringStreamOptions<TRow>? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return client.ScoreStreamAsync(rows.ReadAllAsync(cancellationToken), options, cancellationToken);
    }
}
