using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Scoring.Benchmarks.Measuring;

/// <summary>A row that has come and waits for its score. Used again for another.</summary>
/// <remarks>Whoever has the score writes nothing but the time, into this object alone: what rows share would be what is measured.</remarks>
internal sealed class Arrival<TScore>
{
    private readonly Action _onScored;
    private ConfiguredValueTaskAwaitable<TScore>.ConfiguredValueTaskAwaiter _score;

    /// <summary>0 until there is a score. Written by the thread that has it, read by the one that counts.</summary>
    private long _scoredAt;

    public Arrival() => _onScored = OnScored;

    /// <summary>When it was to come, as a timestamp.</summary>
    public long Due { get; private set; }

    public long SubmittedAt { get; private set; }

    public long ScoredAt => Volatile.Read(ref _scoredAt);

    public bool IsScored => ScoredAt != 0;

    /// <param name="due">When it was to come.</param>
    /// <param name="now">The time.</param>
    /// <param name="call">Asks for the score.</param>
    /// <param name="row">Of this row.</param>
    public void Start(long due, long now, Func<int, ValueTask<TScore>> call, int row)
    {
        (Due, SubmittedAt, _scoredAt) = (due, now, 0);
        _score = call(row).ConfigureAwait(false).GetAwaiter();
        if (_score.IsCompleted) OnScored();
        else _score.UnsafeOnCompleted(_onScored);
    }

    private void OnScored()
    {
        _ = _score.GetResult();
        Volatile.Write(ref _scoredAt, Stopwatch.GetTimestamp());
    }
}
