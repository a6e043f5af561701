using Scoring.Records;

namespace Scoring.Tool.Running;

/// <summary>Scores rows and, where the model refuses them together, finds the rows it refuses by halving: only they fail.</summary>
internal sealed class RefusalSearch(IScoringClient client)
{
    /// <param name="rows">What is scored.</param>
    /// <param name="positions">The place of each row in its block.</param>
    /// <param name="partition">The partition of all of them.</param>
    /// <param name="scores">Takes scores and failures.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ScoreAsync(RecordBatch rows, ReadOnlyMemory<int> positions, int partition, BlockScores scores, CancellationToken cancellationToken)
    {
        try
        {
            scores.Add(await client.ScoreAsync(rows, new ScoringContext { Partition = partition }, cancellationToken).ConfigureAwait(false), positions.Span);
            return;
        }
        catch (ScoringException error) when (ConcernsRows(error))
        {
            if (rows.RowCount == 1)
            {
                scores.Fail(positions.Span[0], error);
                return;
            }
        }

        int half = rows.RowCount / 2;
        await ScoreAsync(rows.Slice(0, half), positions[..half], partition, scores, cancellationToken).ConfigureAwait(false);
        await ScoreAsync(rows.Slice(half, rows.RowCount - half), positions[half..], partition, scores, cancellationToken).ConfigureAwait(false);
    }

    private static bool ConcernsRows(ScoringException error) => error is ScoringRefusedException or ScoringResponseException or ScoringRowsException;
}
