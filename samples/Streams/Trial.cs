using System.Runtime.CompilerServices;
using Scoring;
using Scoring.Streaming;
using TaxiFares;

namespace Streams;

/// <summary>One stream under one trouble, and what was seen.</summary>
public sealed class Trial(IStream stream, IScoringClient<Trip, float> fares)
{
    private const int Trips = 5_000, FaultAfter = 3_000, CancelAfter = 1_000, SlowEvery = 250;

    private int _taken;
    private int _results;
    private int _mostAhead;

    /// <summary>The consumer waits again and again: the source is held up, nothing piles up.</summary>
    public async Task<string> SlowConsumerAsync()
    {
        await ConsumeAsync(Source(Trips), async () =>
        {
            if (_results % SlowEvery == 0) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        });
        return $"{_results} of {Trips} scored, never more than {_mostAhead} ahead";
    }

    /// <summary>The source fails: all before it is scored, then its error comes.</summary>
    public async Task<string> FaultAsync()
    {
        try
        {
            await ConsumeAsync(Source(Trips, FaultAfter), static () => Task.CompletedTask);
            return "no error came";
        }
        catch (InvalidOperationException error)
        {
            return $"{_results} of {FaultAfter} scored, then: {error.Message}";
        }
    }

    /// <summary>The consumer gives up: the stream ends, and the source with it.</summary>
    public async Task<string> CancellationAsync()
    {
        using var cancellation = new CancellationTokenSource();
        try
        {
            await ConsumeAsync(Source(Trips), () => _results == CancelAfter ? cancellation.CancelAsync() : Task.CompletedTask, cancellation.Token);
            return "it did not end";
        }
        catch (OperationCanceledException)
        {
            return $"ended after {_results} results, never more than {_mostAhead} ahead";
        }
    }

    private async Task ConsumeAsync(IAsyncEnumerable<Trip> trips, Func<Task> next, CancellationToken cancellationToken = default)
    {
        (_taken, _results, _mostAhead) = (0, 0, 0);
        await foreach (ScoredRow<Trip, float> scored in stream.ScoreAsync(fares, trips, cancellationToken))
        {
            if (!scored.HasScore) throw scored.Error!;
            _results++;
            _mostAhead = Math.Max(_mostAhead, Volatile.Read(ref _taken) - _results);
            await next();
        }
    }

    private async IAsyncEnumerable<Trip> Source(int count, int? failAfter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (Trip trip in TripGenerator.Create(count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_taken == failAfter) throw new InvalidOperationException("the source broke");
            Interlocked.Increment(ref _taken);
            if (_taken % 1_000 == 0) await Task.Yield();
            yield return trip;
        }
    }
}
