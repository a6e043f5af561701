namespace Scoring.Testing;

/// <summary>Failures to come, in the order in which they were asked for. Thread-safe.</summary>
internal sealed class FakeFailures
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<Exception>> _coming = [];

    public void Add(int requests, int status, TimeSpan? retryAfter) => Add(requests, () => Failure(status, retryAfter));

    public void Add(int requests, Func<Exception> failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        lock (_lock)
        {
            for (int i = 0; i < requests; i++) _coming.Enqueue(failure);
        }
    }

    /// <summary>What the next request fails with; null for nothing.</summary>
    public Exception? Next()
    {
        lock (_lock) return _coming.TryDequeue(out Func<Exception>? failure) ? failure() : null;
    }

    /// <summary>As the client of an endpoint would have it: a 400 is about the rows, all else about the endpoint.</summary>
    private static ScoringException Failure(int status, TimeSpan? retryAfter) => status is 400 or 422
        ? new ScoringRefusedException(FormattableString.Invariant($"The fake model refused the rows with {status}.")) { Status = status }
        : new ScoringEndpointException(FormattableString.Invariant($"The fake model answered {status}.")) { Failure = EndpointFailure.Status, Status = status, RetryAfter = retryAfter };
}
