using System.Runtime.CompilerServices;
using Scoring.Records;

namespace Scoring.Isolation;

/// <summary>Finds the bad rows of requests that are refused. Costs nothing as long as none is.</summary>
internal sealed class RowIsolationScoringClient(IScoringClient innerClient, RowIsolationOptions options) : DelegatingScoringClient(innerClient)
{
    public override ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        ValueTask<RecordBatch> answer = Ask(rows, in context, cancellationToken);
        return answer.IsCompletedSuccessfully ? answer : AwaitAsync(answer, rows, context, cancellationToken);
    }

    /// <summary>The request as it is. What the client throws rather than answers is a refusal all the same.</summary>
    private ValueTask<RecordBatch> Ask(RecordBatch rows, in ScoringContext context, CancellationToken cancellationToken)
    {
        try
        {
            return InnerClient.ScoreAsync(rows, context, cancellationToken);
        }
        catch (ScoringException error)
        {
            return ValueTask.FromException<RecordBatch>(error);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RecordBatch> AwaitAsync(ValueTask<RecordBatch> answer, RecordBatch rows, ScoringContext context, CancellationToken cancellationToken)
    {
        ScoringException refusal;
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (ScoringException error) when (Refusals.IsOfContent(error) && rows.RowCount > 0)
        {
            refusal = error;
        }

        int count = rows.RowCount;
        if (count == 1) throw new ScoringRowsException([new RowError(0, refusal)], count);
        using var search = new BadRowSearch(InnerClient, rows, context, options.MaxCallsFor(count), refusal, cancellationToken);
        return await search.RunAsync().ConfigureAwait(false);
    }
}
