using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Scoring.Benchmarks.Measuring;

/// <summary>A row that has come and waits for its score. Used again for another.</summary>
internal sealed class Arrival<TScore>
{
    private readonly ArrivalStack<TScore> _finished;
    private readonly Action _onScored;
    private ConfiguredValueTaskAwaitable<TScore>.ConfiguredValueTaskAwaiter _score;

    public Arrival(ArrivalStack<TScore> finished)
    {
        _finished = finished;
        _onScored = OnScored;
    }

    /// <summary>The next in a list.</summary>
    public Arrival<TScore>? Next { get; set; }

    /// <summary>When it was to come, as a timestamp.</summary>
    public long Due { get; private set; }

    public long SubmittedAt { get; private set; }

    public long ScoredAt { get; private set; }

    public void Start(long due, Func<int, ValueTask<TScore>> call, int row)
    {
        (Due, SubmittedAt) = (due, Stopwatch.GetTimestamp());
        _score = call(row).ConfigureAwait(false).GetAwaiter();
        if (_score.IsCompleted) OnScored();
        else _score.UnsafeOnCompleted(_onScored);
    }

    private void OnScored()
    {
        _ = _score.GetResult();
        ScoredAt = Stopwatch.GetTimestamp();
        _finished.Push(this);
    }
}
