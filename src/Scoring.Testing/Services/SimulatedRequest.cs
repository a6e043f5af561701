using System.Threading.Tasks.Sources;
using Scoring.Records;

namespace Scoring.Testing.Services;

/// <summary>A request in the air. Used again once its answer was taken.</summary>
internal sealed class SimulatedRequest(Action<SimulatedRequest> giveBack) : IValueTaskSource<RecordBatch>
{
    private ManualResetValueTaskSourceCore<RecordBatch> _source;
    private IAttemptSink? _attempts;
    private RecordBatch _scores;

    /// <summary>How many were sent before it.</summary>
    public int Index { get; private set; }

    public bool IsInFlight { get; private set; }

    /// <summary>Its number in the log.</summary>
    public int Entry { get; set; }

    /// <summary>Whatever an observer wants to keep with it; stays when it is used again.</summary>
    public object? State { get; set; }

    /// <param name="index">How many were sent before it.</param>
    /// <param name="attempts">Told what became of it.</param>
    /// <param name="scores">Given to the caller, or disposed where it fails.</param>
    public ValueTask<RecordBatch> Send(int index, IAttemptSink? attempts, RecordBatch scores)
    {
        (Index, IsInFlight, _attempts, _scores) = (index, true, attempts, scores);
        return new ValueTask<RecordBatch>(this, _source.Version);
    }

    /// <summary>Whoever waits goes on inside.</summary>
    public void End(in SentBatch batch)
    {
        IsInFlight = false;
        RecordBatch scores = _scores;
        _scores = default;
        TimeSpan time = TimeSpan.FromTicks(batch.Duration);
        if (batch.Fault is { } fault)
        {
            scores.Dispose();
            _attempts?.OnAttempt(new ScoringAttempt(batch.Rows, time, Succeeded: false, fault.Status, fault.RetryAfter));
            _source.SetException(Refusal(fault, batch.Rows));
        }
        else
        {
            _attempts?.OnAttempt(new ScoringAttempt(batch.Rows, time, Succeeded: true));
            _source.SetResult(scores);
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
            giveBack(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<RecordBatch>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<RecordBatch>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private static ScoringEndpointException Refusal(ServiceFault fault, int rows) =>
        new(FormattableString.Invariant($"The simulated endpoint answered {fault.Status} to {rows} rows.")) { Failure = EndpointFailure.Status, Status = fault.Status, RetryAfter = fault.RetryAfter, Rows = rows };
}
