using Scoring.Records;

namespace Scoring.Tool.Endpoints;

/// <summary>A stage that makes of a request that failed rows that failed, so that others of the same block keep their scores; unless the endpoint cannot be used at all.</summary>
/// <param name="inner">What sends requests.</param>
/// <param name="verdict">Tells which it is.</param>
internal sealed class FailedRequests(IScoringClient inner, EndpointVerdict verdict) : DelegatingScoringClient(inner)
{
    public override async ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        int count = rows.RowCount;
        try
        {
            RecordBatch scores = await InnerClient.ScoreAsync(rows, context, cancellationToken).ConfigureAwait(false);
            if (count > 0 && scores.RowErrors.Length < count) verdict.Scored();
            return scores;
        }
        catch (ScoringRowsException error)
        {
            if (error.Errors[0].Error is ScoringException first) verdict.Failed(first);
            throw;
        }
        catch (ScoringException error)
        {
            verdict.Failed(error);
            throw new ScoringRowsException([.. Enumerable.Range(0, count).Select(row => new RowError(row, error))], count);
        }
    }
}
