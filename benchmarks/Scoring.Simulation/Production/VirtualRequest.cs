using System.Threading.Tasks.Sources;
using Scoring.Records;

namespace Scoring.Simulation.Production;

/// <summary>A request in the air. Used again once its answer was taken.</summary>
internal sealed class VirtualRequest(Action<VirtualRequest> giveBack) : IValueTaskSource<RecordBatch>
{
    private ManualResetValueTaskSourceCore<RecordBatch> _source;

    public SentBatch Batch { get; private set; }

    public IAttemptSink? Attempts { get; private set; }

    /// <summary>Callers that were told before it ended that their rows are late.</summary>
    public List<VirtualCaller> Late { get; } = [];

    public ValueTask<RecordBatch> Send(in SentBatch batch, IAttemptSink? attempts)
    {
        (Batch, Attempts) = (batch, attempts);
        return new ValueTask<RecordBatch>(this, _source.Version);
    }

    /// <summary>Whoever waits goes on inside.</summary>
    public void Complete()
    {
        Attempts?.OnAttempt(new ScoringAttempt(Batch.Rows, TimeSpan.FromTicks(Batch.Duration), Succeeded: true));
        _source.SetResult(VirtualModel.Score(Batch.Rows, Batch.SentAt));
    }

    RecordBatch IValueTaskSource<RecordBatch>.GetResult(short token)
    {
        RecordBatch response = _source.GetResult(token);
        _source.Reset();
        Attempts = null;
        giveBack(this);
        return response;
    }

    ValueTaskSourceStatus IValueTaskSource<RecordBatch>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<RecordBatch>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
