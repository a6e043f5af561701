using System.Diagnostics;

namespace Scoring.Benchmarks.Measuring;

/// <summary>Rows that come at random times (a Poisson process) from a thread of their own, whether or not those before have their scores.</summary>
/// <remarks>
/// <para>A row's time begins when it was to come: a client, or a thread, that is late is not let off what it was late with.</para>
/// <para>Between rows the thread sleeps rather than watches the clock, as the cores belong to the client: rows come in small groups, some 80 µs apart at least, for all that is measured alike.</para>
/// </remarks>
/// <param name="call">Asks for the score of the row with this number.</param>
internal sealed class RandomArrivals<TScore>(Func<int, ValueTask<TScore>> call)
{
    /// <summary>The part of the time in which the client gets under way: what comes then is not counted.</summary>
    private const double StartingShare = 0.2;

    private readonly ArrivalStack<TScore> _finished = new();
    private readonly List<long> _times = [], _lags = [];

    /// <summary>Those that serve another row, linked.</summary>
    private Arrival<TScore>? _idle;

    private int _pending;

    public Task<ArrivalLatency> RunAsync(double perSecond, int seed, TimeSpan time) =>
        Task.Factory.StartNew(() => Run(perSecond, new Random(seed), (long)(time.TotalSeconds * Stopwatch.Frequency)), TaskCreationOptions.LongRunning);

    private ArrivalLatency Run(double perSecond, Random random, long time)
    {
        _times.Clear();
        _lags.Clear();
        double meanGap = Stopwatch.Frequency / perSecond;
        long started = Stopwatch.GetTimestamp(), end = started + time, countedFrom = started + (long)(StartingShare * time);
        double due = started + Gap(random, meanGap);
        for (int row = 0; due < end;)
        {
            for (long now = Stopwatch.GetTimestamp(); due <= now && due < end; due += Gap(random, meanGap)) Submit(row++, (long)due);
            Collect(countedFrom);
            ShortPause.Pass();
        }

        while (_pending > 0)
        {
            ShortPause.Pass();
            Collect(countedFrom);
        }

        Latency latency = Latency.Of(_times), lag = Latency.Of(_lags);
        return new ArrivalLatency(latency.P50, latency.P99, lag.P99);
    }

    private static double Gap(Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());

    private void Submit(int row, long due)
    {
        Arrival<TScore> arrival = _idle ?? new Arrival<TScore>(_finished);
        _idle = arrival.Next;
        _pending++;
        arrival.Start(due, call, row);
    }

    private void Collect(long countedFrom)
    {
        Arrival<TScore>? next;
        for (Arrival<TScore>? arrival = _finished.TakeAll(); arrival is not null; arrival = next)
        {
            next = arrival.Next;
            (arrival.Next, _idle) = (_idle, arrival);
            _pending--;
            if (arrival.Due < countedFrom) continue;
            _times.Add(arrival.ScoredAt - arrival.Due);
            _lags.Add(arrival.SubmittedAt - arrival.Due);
        }
    }
}
