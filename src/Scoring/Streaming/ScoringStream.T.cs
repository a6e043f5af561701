namespace Scoring.Streaming;

/// <summary>A stream that was described and not yet begun. Each enumeration is a run of its own.</summary>
internal sealed class ScoringStream<TRow, TScore>(
    IScoringClient<TRow, TScore> client, IAsyncEnumerable<TRow> rows, ScoringStreamOptions<TRow> options, CancellationToken token)
    : IAsyncEnumerable<ScoredRow<TRow, TScore>>
{
    public IAsyncEnumerator<ScoredRow<TRow, TScore>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new StreamRun<TRow, TScore>(client, rows, options, token, cancellationToken);
}
