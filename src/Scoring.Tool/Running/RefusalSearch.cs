using Scoring.Records;

namespace Scoring.Tool.Running;

/// <summary>Scores rows and, where the model refuses them together, finds the rows it refuses by halving: only they fail.</summary>
/// <param name="client">Puts small pieces together into requests, those of several searches too.</param>
/// <param name="leaf">Scores what it is given and nothing else: a row is at fault only if it was refused alone.</param>
internal sealed class RefusalSearch(IScoringClient client, IScoringClient leaf) : IPieceScorer
{
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
                await ScoreAloneAsync(rows, positions, partition, scores, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        int half = rows.RowCount / 2;
        await ScoreAsync(rows.Slice(0, half), positions[..half], partition, scores, cancellationToken).ConfigureAwait(false);
        await ScoreAsync(rows.Slice(half, rows.RowCount - half), positions[half..], partition, scores, cancellationToken).ConfigureAwait(false);
    }

    private async Task ScoreAloneAsync(RecordBatch row, ReadOnlyMemory<int> position, int partition, BlockScores scores, CancellationToken cancellationToken)
    {
        try
        {
            scores.Add(await leaf.ScoreAsync(row, new ScoringContext { Partition = partition }, cancellationToken).ConfigureAwait(false), position.Span);
        }
        catch (ScoringException error) when (ConcernsRows(error))
        {
            scores.Fail(position.Span[0], error);
        }
    }

    private static bool ConcernsRows(ScoringException error) => error is ScoringRefusedException or ScoringResponseException or ScoringRowsException;
}
