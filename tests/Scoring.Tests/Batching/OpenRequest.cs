using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching;

/// <summary>A request that one of several threads ends. Whoever waits for it goes on inside that call.</summary>
internal sealed class OpenRequest(long[] rows, bool fails)
{
    private readonly TaskCompletionSource<RecordBatch> _response = new();

    public ValueTask<RecordBatch> Response => new(_response.Task);

    public void End()
    {
        if (fails)
        {
            _response.TrySetException(new RequestFailure(rows));
            return;
        }

        RecordBatch response = LongModel.Score(rows);
        if (!_response.TrySetResult(response)) response.Dispose();
    }

    public void Cancel() => _response.TrySetException(new OperationCanceledException());
}
