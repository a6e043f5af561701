namespace Scoring.Http.Attempts;

/// <summary>What is told of one attempt.</summary>
internal struct Attempt(int rows, IAttemptSink? sink, TimeProvider clock)
{
    public const int Success = 200;

    /// <summary>As much of an error's body is read.</summary>
    public const int MaxErrorBytes = 64 << 10;

    private readonly long _startedAt = clock.GetTimestamp();
    private TimeSpan? _duration;
    private bool _succeeded;
    private AttemptFailure _failure;

    /// <summary>Null as long as there is no answer.</summary>
    public int? Status { get; private set; }

    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Whether an answer has begun.</summary>
    public readonly bool HasBegun => Status is not null;

    public void OnHeaders(HttpResponseMessage response, TimeProvider clock)
    {
        Status = (int)response.StatusCode;
        RetryAfter = Answers.RetryAfter.Of(response.Headers, clock);
    }

    /// <summary>The answer is there as a whole, or there will be none; reading what it holds is not the endpoint's time.</summary>
    public void OnEnd(TimeProvider clock) => _duration ??= clock.GetElapsedTime(_startedAt);

    public void Succeed() => _succeeded = true;

    /// <summary>There was no complete answer in time.</summary>
    public void TimeOut() => _failure = AttemptFailure.Timeout;

    public readonly void Tell() => sink?.OnAttempt(new ScoringAttempt(rows, _duration ?? TimeSpan.Zero, _succeeded, Status, RetryAfter, _failure));
}
