using System.Collections;

namespace Scoring.Testing;

/// <summary>The requests that a fake or simulated model was sent, in the order in which they came, and assertions on how rows were batched.</summary>
/// <remarks>Thread-safe. Enumerating shows what was there when it began. Assertions throw <see cref="RequestLogException"/>, so they work with every test framework.</remarks>
public sealed class RequestLog : IReadOnlyList<SentRequest>
{
    private readonly Lock _lock = new();
    private readonly List<SentRequest> _requests = [];

    /// <summary>How many there were.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _requests.Count;
        }
    }

    /// <summary>Rows that were scored: those of requests that ended with scores.</summary>
    public long ScoredRows => this.Where(static request => request is { EndedAt: not null, Failed: false }).Sum(static request => (long)request.Rows);

    /// <summary>One of them, from 0.</summary>
    public SentRequest this[int index]
    {
        get
        {
            lock (_lock) return _requests[index];
        }
    }

    /// <summary>Asserts what each request held, failed ones included.</summary>
    /// <param name="rows">Rows of the first, the second, and so on.</param>
    /// <exception cref="RequestLogException">They were others.</exception>
    public void AssertSizes(params ReadOnlySpan<int> rows)
    {
        SentRequest[] requests = [.. this];
        int[] sizes = [.. requests.Select(static request => request.Rows)];
        if (!rows.SequenceEqual(sizes)) throw Unexpected($"requests of {string.Join(", ", rows.ToArray())} rows", requests);
    }

    /// <summary>Asserts that no request held more rows.</summary>
    /// <param name="rows">The most.</param>
    /// <exception cref="RequestLogException">One did.</exception>
    public void AssertAtMostRows(int rows)
    {
        SentRequest[] larger = [.. this.Where(request => request.Rows > rows)];
        if (larger.Length > 0) throw Unexpected($"no request of more than {rows} rows", larger);
    }

    /// <summary>Asserts how many rows were scored in all.</summary>
    /// <param name="rows">Rows of requests that ended with scores.</param>
    /// <exception cref="RequestLogException">It were others.</exception>
    public void AssertScoredRows(long rows)
    {
        if (ScoredRows != rows) throw Unexpected($"{rows} rows scored, not {ScoredRows}", [.. this]);
    }

    /// <summary>Asserts that no more requests were in flight at once.</summary>
    /// <param name="requests">The most.</param>
    /// <param name="partition">Of this partition; of all together when left out.</param>
    /// <exception cref="RequestLogException">There were.</exception>
    public void AssertAtMostInFlight(int requests, int? partition = null)
    {
        SentRequest[] sent = [.. this.Where(request => partition is null || request.Partition == partition).OrderBy(static request => request.SentAt)];
        TimeSpan[] ends = [.. sent.Select(EndOf).Order()];
        int ended = 0;
        for (int i = 0; i < sent.Length; i++)
        {
            TimeSpan now = sent[i].SentAt;
            while (ended < ends.Length && ends[ended] <= now) ended++;
            if (i + 1 - ended > requests) throw Unexpected($"at most {requests} requests in flight", [.. sent.Where(request => request.SentAt <= now && EndOf(request) > now)]);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<SentRequest> GetEnumerator()
    {
        lock (_lock) return ((IEnumerable<SentRequest>)[.. _requests]).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <returns>Its index.</returns>
    internal int Add(int rows, int partition, TimeSpan sentAt)
    {
        lock (_lock)
        {
            _requests.Add(new SentRequest(rows, partition, sentAt));
            return _requests.Count - 1;
        }
    }

    internal void End(int index, TimeSpan endedAt, int? status, bool failed)
    {
        lock (_lock) _requests[index] = _requests[index] with { EndedAt = endedAt, Status = status, Failed = failed };
    }

    private static TimeSpan EndOf(SentRequest request) => request.EndedAt ?? TimeSpan.MaxValue;

    private static RequestLogException Unexpected(string expected, SentRequest[] requests) =>
        new($"Expected {expected}; there were {requests.Length} requests:{string.Concat(requests.Select(static request => $"\n  {request}"))}");
}
