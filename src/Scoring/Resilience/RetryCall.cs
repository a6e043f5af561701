using Scoring.Batching.Control;
using Scoring.Records;

namespace Scoring.Resilience;

/// <summary>One call and its attempts. Pooled.</summary>
/// <remarks>It stands between the leaf and whoever listens to attempts, so that an attempt of which the leaf does not tell is told all the same, and none twice.</remarks>
internal sealed class RetryCall(TimeProvider clock) : IAttemptSink, IDisposable
{
    private readonly KeptRequest _kept = new();
    private IAttemptSink? _listener;
    private long _startedAt;

    /// <summary>Whether the leaf has told of the attempt that is going on. Written by the thread that attempts.</summary>
    private bool _isTold;

    public RecordBatch Rows { get; private set; }

    /// <summary>Null where it is the signature that is asked for.</summary>
    public int? RowCount => Rows.IsDefault ? null : Rows.RowCount;

    /// <summary>The call's context as the attempts have it.</summary>
    public ScoringContext Context { get; private set; }

    /// <summary>Attempts begun.</summary>
    public int Attempt { get; private set; }

    public void Begin(RecordBatch rows, in ScoringContext context, Deadline deadline)
    {
        (Rows, Attempt, _listener) = (rows, 0, context.Attempts);
        Context = context with { Deadline = deadline, Attempts = _listener is null ? null : this, Kept = _kept };
    }

    public void BeginAttempt(long now)
    {
        Attempt++;
        (_startedAt, _isTold) = (now, false);
    }

    /// <summary>The attempt gave scores.</summary>
    public void EndAttempt()
    {
        if (_listener is { } listener && !_isTold) listener.OnAttempt(new ScoringAttempt(Rows.RowCount, Duration, Succeeded: true));
    }

    /// <summary>The attempt has failed.</summary>
    public void EndAttempt(ScoringException error)
    {
        error.SetAttempt(Attempt);
        if (_listener is { } listener && !_isTold) listener.OnAttempt(new ScoringAttempt(Rows.RowCount, Duration, Succeeded: false, error.Status, error.RetryAfter, Attempts.FailureOf(error)));
    }

    void IAttemptSink.OnAttempt(in ScoringAttempt attempt)
    {
        _isTold = true;
        _listener?.OnAttempt(in attempt);
    }

    public void Dispose()
    {
        _kept.Dispose();
        _listener = null;
        (Rows, Context) = (default, default);
    }

    private TimeSpan Duration => clock.GetElapsedTime(_startedAt);
}
