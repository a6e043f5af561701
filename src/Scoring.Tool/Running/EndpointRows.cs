using System.Collections.Immutable;
using Scoring.Records;
using Scoring.Tool.Endpoints;

namespace Scoring.Tool.Running;

/// <summary>Scores rows at an endpoint. Bad rows are found by the client itself; a request that fails fails its rows, unless the endpoint cannot be used at all.</summary>
internal sealed class EndpointRows(IScoringClient client, EndpointVerdict verdict) : IPieceScorer
{
    public async Task ScoreAsync(RecordBatch rows, ReadOnlyMemory<int> positions, int partition, BlockScores scores, CancellationToken cancellationToken)
    {
        try
        {
            RecordBatch answer = await client.ScoreAsync(rows, new ScoringContext { Partition = partition }, cancellationToken).ConfigureAwait(false);
            ImmutableArray<RowError> errors = answer.RowErrors;
            scores.Add(answer, positions.Span);
            if (errors.Length < rows.RowCount) verdict.Scored();
            Judge(errors);
        }
        catch (ScoringRowsException error)
        {
            Judge(error.Errors);
            foreach (RowError row in error.Errors) scores.Fail(positions.Span[row.Index], row.Error);
        }
        catch (ScoringException error)
        {
            verdict.Failed(error);
            FailAll(positions.Span, error, scores);
        }
    }

    /// <summary>Rows of one request share their error, which counts once.</summary>
    private void Judge(ImmutableArray<RowError> errors)
    {
        Exception? last = null;
        foreach (RowError row in errors)
        {
            if (!ReferenceEquals(last, row.Error) && row.Error is ScoringException error) verdict.Failed(error);
            last = row.Error;
        }
    }

    private static void FailAll(ReadOnlySpan<int> positions, ScoringException error, BlockScores scores)
    {
        foreach (int position in positions) scores.Fail(position, error);
    }
}
