using Scoring.Records;

namespace Scoring.Http.Tests.Stress;

/// <summary>Inside of the stage that retries: sees what is sent, and what comes back.</summary>
internal sealed class AttemptStage(IScoringClient inner, ClientConduct conduct) : DelegatingScoringClient(inner)
{
    public override async ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        conduct.OnSending(rows.GetColumn<long>(0).Values);
        try
        {
            RecordBatch scores = await InnerClient.ScoreAsync(rows, context, cancellationToken);
            conduct.OnReceived(rows.GetColumn<long>(0).Values);
            return scores;
        }
        catch (ScoringException error)
        {
            conduct.OnFailed(rows.GetColumn<long>(0).Values, error.RetryAfter is not null);
            throw;
        }
    }
}
