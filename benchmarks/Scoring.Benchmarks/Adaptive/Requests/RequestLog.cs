using System.Diagnostics;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Adaptive.Requests;

/// <summary>When requests came back, and with how many rows: of the first ones, as many as there is room for. Thread-safe.</summary>
internal sealed class RequestLog
{
    private readonly AnsweredRequest[] _requests = new AnsweredRequest[1 << 17];
    private int _count;

    /// <summary>Until it is set requests are noted. Null before callers start.</summary>
    private volatile StopFlag? _stop;

    public long StartedAt { get; private set; }

    /// <summary>Callers are about to start. What comes back after they were told to stop is smaller than usual, and not noted.</summary>
    public void Start(StopFlag stop)
    {
        StartedAt = Stopwatch.GetTimestamp();
        _stop = stop;
    }

    public void Add(int rows)
    {
        if (_stop is not { IsSet: false }) return;
        long now = Stopwatch.GetTimestamp();
        int index = Interlocked.Increment(ref _count) - 1;
        if (index < _requests.Length) _requests[index] = new AnsweredRequest(now, rows);
    }

    /// <summary>In the order in which they came back. Read when all have.</summary>
    public AnsweredRequest[] ToArray() => [.. _requests.Take(Math.Min(_count, _requests.Length)).OrderBy(static request => request.At)];
}
