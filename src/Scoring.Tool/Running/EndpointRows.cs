using System.Runtime.ExceptionServices;
using Scoring.Records;
using Scoring.Tool.Endpoints;

namespace Scoring.Tool.Running;

/// <summary>Scores rows at an endpoint. Which rows fail with a request is the client's to say.</summary>
internal sealed class EndpointRows(IScoringClient client, EndpointVerdict verdict) : IPieceScorer
{
    public async Task ScoreAsync(RecordBatch rows, ReadOnlyMemory<int> positions, int partition, BlockScores scores, CancellationToken cancellationToken)
    {
        try
        {
            scores.Add(await client.ScoreAsync(rows, new ScoringContext { Partition = partition }, cancellationToken).ConfigureAwait(false), positions.Span);
        }
        catch (ScoringException error)
        {
            if (verdict.Final is { } final) ExceptionDispatchInfo.Throw(final);
            Fail(positions.Span, error, scores);
        }
    }

    private static void Fail(ReadOnlySpan<int> positions, ScoringException error, BlockScores scores)
    {
        if (error is ScoringRowsException several)
        {
            foreach (RowError row in several.Errors) scores.Fail(positions[row.Index], row.Error);
            return;
        }

        foreach (int position in positions) scores.Fail(position, error);
    }
}
