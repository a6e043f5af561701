using System.Runtime.CompilerServices;
using Scoring.Records;

namespace Scoring.FailedState;

/// <summary>Sends nothing any more once an answer was neither a success nor a 503.</summary>
internal sealed class FailedStateScoringClient(IScoringClient innerClient) : DelegatingScoringClient(innerClient), IFailedState
{
    /// <summary>The time since the last reset. Replaced by <see cref="Reset"/>, so that answers to earlier requests find another one.</summary>
    private Epoch _epoch = new();

    public Exception? Cause => Volatile.Read(ref _epoch).Cause;

    public void Reset()
    {
        if (Cause is not null) Volatile.Write(ref _epoch, new Epoch());
    }

    public override ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        Epoch epoch = Volatile.Read(ref _epoch);
        if (epoch.Cause is { } cause) return ValueTask.FromException<RecordBatch>(Failed(cause, rows, in context));
        ValueTask<RecordBatch> answer;
        try
        {
            answer = InnerClient.ScoreAsync(rows, context, cancellationToken);
        }
        catch (Exception error)
        {
            epoch.OnError(error);
            throw;
        }

        return answer.IsCompletedSuccessfully ? new ValueTask<RecordBatch>(epoch.OnResponse(answer.Result)) : AwaitAsync(answer, epoch);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<RecordBatch> AwaitAsync(ValueTask<RecordBatch> answer, Epoch epoch)
    {
        try
        {
            return epoch.OnResponse(await answer.ConfigureAwait(false));
        }
        catch (Exception error)
        {
            epoch.OnError(error);
            throw;
        }
    }

    private static ScoringClientFailedException Failed(Exception cause, RecordBatch rows, in ScoringContext context) => new(
        $"The client has failed, and nothing is sent until {nameof(IFailedState)}.{nameof(IFailedState.Reset)}() is called on GetService(typeof({nameof(IFailedState)})). The cause: {cause.Message}",
        cause)
    {
        Partition = context.Partition,
        Rows = rows.RowCount,
    };

    /// <summary>The time from one reset to the next.</summary>
    private sealed class Epoch
    {
        private Exception? _cause;

        /// <summary>Written once.</summary>
        public Exception? Cause => Volatile.Read(ref _cause);

        public void OnError(Exception error)
        {
            if (Answers.FindFailure(error) is { } cause) Interlocked.CompareExchange(ref _cause, cause, null);
        }

        public RecordBatch OnResponse(RecordBatch response)
        {
            if (!response.IsDefault && response.HasRowErrors && Answers.FindFailure(response.RowErrors) is { } cause) Interlocked.CompareExchange(ref _cause, cause, null);
            return response;
        }
    }
}
