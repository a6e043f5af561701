using System.Diagnostics;

namespace Scoring.Benchmarks.Measuring;

/// <summary>Rows that come at random times (a Poisson process) from a thread of their own, whether or not those before have their scores.</summary>
/// <remarks>
/// <para>A row's time begins when it was to come: a client, or a thread, that is late is not let off what it was late with.</para>
/// <para>Between rows the thread sleeps rather than watches the clock, as the cores belong to the client: rows come in small groups, some 80 µs apart at least, for all that is measured alike.
/// It goes first when it wakes up, as rows from a network would: see <see cref="Precedence"/>.</para>
/// </remarks>
/// <param name="call">Asks for the score of the row with this number.</param>
internal sealed class RandomArrivals<TScore>(Func<int, ValueTask<TScore>> call)
{
    /// <summary>The part of the time in which the client gets under way: what comes then is not counted.</summary>
    private const double StartingShare = 0.2;

    /// <summary>Rows without scores, in the order in which they came.</summary>
    private readonly Queue<Arrival<TScore>> _pending = new();

    private readonly Stack<Arrival<TScore>> _idle = new();
    private readonly List<long> _times = [], _lags = [];

    public Task<ArrivalLatency> RunAsync(double perSecond, int seed, TimeSpan time) =>
        Task.Factory.StartNew(() => Run(new ArrivalTimes(perSecond, seed), (long)(time.TotalSeconds * Stopwatch.Frequency)), TaskCreationOptions.LongRunning);

    private ArrivalLatency Run(ArrivalTimes times, long time)
    {
        Precedence.Take();
        _times.Clear();
        _lags.Clear();
        long started = Stopwatch.GetTimestamp(), end = started + time, countedFrom = started + (long)(StartingShare * time);
        long due = started + times.Next();
        for (int row = 0; due < end;)
        {
            for (long now = Stopwatch.GetTimestamp(); due <= now && due < end; due = started + times.Next()) Submit(row++, due, now);
            Collect(countedFrom);
            ShortPause.Pass();
        }

        int unscored = _pending.Count;
        while (_pending.Count > 0)
        {
            ShortPause.Pass();
            Collect(countedFrom);
        }

        Latency latency = Latency.Of(_times), lag = Latency.Of(_lags);
        return new ArrivalLatency(latency.P50, latency.P99, lag.P99, unscored);
    }

    private void Submit(int row, long due, long now)
    {
        if (!_idle.TryPop(out Arrival<TScore>? arrival)) arrival = new Arrival<TScore>();
        _pending.Enqueue(arrival);
        arrival.Start(due, now, call, row);
    }

    /// <summary>Counts rows in the order in which they came, up to the first that has no score yet.</summary>
    private void Collect(long countedFrom)
    {
        while (_pending.TryPeek(out Arrival<TScore>? arrival) && arrival.IsScored)
        {
            _idle.Push(_pending.Dequeue());
            if (arrival.Due < countedFrom) continue;
            _times.Add(arrival.ScoredAt - arrival.Due);
            _lags.Add(arrival.SubmittedAt - arrival.Due);
        }
    }
}
