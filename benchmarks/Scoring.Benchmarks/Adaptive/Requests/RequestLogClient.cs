using System.Runtime.CompilerServices;
using Scoring.Records;

namespace Scoring.Benchmarks.Adaptive.Requests;

/// <summary>A stage that notes when requests come back.</summary>
internal sealed class RequestLogClient(IScoringClient innerClient, RequestLog log) : DelegatingScoringClient(innerClient)
{
    public override ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        int count = rows.RowCount;
        ValueTask<RecordBatch> answer = InnerClient.ScoreAsync(rows, context, cancellationToken);
        if (!answer.IsCompletedSuccessfully) return AwaitAsync(answer, count);
        log.Add(count);
        return answer;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RecordBatch> AwaitAsync(ValueTask<RecordBatch> answer, int count)
    {
        RecordBatch response = await answer.ConfigureAwait(false);
        log.Add(count);
        return response;
    }
}
