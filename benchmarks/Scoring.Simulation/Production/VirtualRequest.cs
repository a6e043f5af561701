using System.Threading.Tasks.Sources;
using Scoring.Records;

namespace Scoring.Simulation.Production;

/// <summary>A request in the air. Used again once its answer was taken.</summary>
internal sealed class VirtualRequest(Action<VirtualRequest> giveBack) : IValueTaskSource<RecordBatch>
{
    private ManualResetValueTaskSourceCore<RecordBatch> _source;
    private IAttemptSink? _attempts;

    /// <summary>How many were sent before it.</summary>
    public int Index { get; private set; }

    public long SentAt { get; private set; }

    public bool IsInFlight { get; private set; }

    /// <summary>When its rows came, in ticks.</summary>
    public List<long> Arrivals { get; } = [];

    /// <summary>Callers that were told before it ended that their rows are late.</summary>
    public List<VirtualCaller> Late { get; } = [];

    public ValueTask<RecordBatch> Send(int index, long now, IAttemptSink? attempts)
    {
        (Index, SentAt, IsInFlight, _attempts) = (index, now, true, attempts);
        return new ValueTask<RecordBatch>(this, _source.Version);
    }

    /// <summary>Whoever waits goes on inside.</summary>
    /// <param name="batch">What became of it.</param>
    /// <param name="retryAfter">What it asks to wait if it has failed.</param>
    public void End(in SentBatch batch, TimeSpan? retryAfter)
    {
        IsInFlight = false;
        TimeSpan time = TimeSpan.FromTicks(batch.Duration);
        if (batch.HasFailed)
        {
            _attempts?.OnAttempt(new ScoringAttempt(batch.Rows, time, Succeeded: false, VirtualOverloadException.Code, retryAfter));
            _source.SetException(new VirtualOverloadException());
        }
        else
        {
            _attempts?.OnAttempt(new ScoringAttempt(batch.Rows, time, Succeeded: true));
            _source.SetResult(VirtualModel.Score(batch.Rows, batch.SentAt));
        }
    }

    RecordBatch IValueTaskSource<RecordBatch>.GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            _source.Reset();
            _attempts = null;
            Arrivals.Clear();
            giveBack(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<RecordBatch>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<RecordBatch>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
