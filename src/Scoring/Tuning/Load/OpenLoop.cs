using Scoring.Concurrency;
using Scoring.Records;
using Scoring.Tuning.Sweep;

namespace Scoring.Tuning.Load;

/// <summary>Rows arrive at given times, whatever becomes of those before; each request takes what waits, up to its size, as soon as one may be sent. Used once.</summary>
/// <remarks>A row's time counts from when it was to arrive: neither a slow answer nor a late sender leaves out rows that would have waited (coordinated omission).</remarks>
internal sealed class OpenLoop
{
    /// <summary>An endpoint that fails more often is left alone.</summary>
    private const int MostFailures = 20;

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    private readonly ClosedLoop _loop;
    private readonly Setting _setting;
    private readonly long[] _arrivals;
    private readonly int _mostRequests;
    private readonly bool _spins;
    private readonly CancellationToken _cancellationToken;
    private readonly TaskCompletionSource _ended = new();
    private readonly Lock _lock = new();
    private readonly long _start;

    /// <summary>Requests that were answered. Under <see cref="_lock"/>, as all below.</summary>
    private readonly List<Sent> _sent = [];

    /// <summary>Rows that were taken so far.</summary>
    private int _taken;

    private int _requests;
    private int _failures;
    private int _running;
    private int _backlog = -1;

    /// <param name="loop">Where requests go.</param>
    /// <param name="setting">Most rows in each, and most in flight.</param>
    /// <param name="arrivals">When rows arrive, in ticks from the start, ascending.</param>
    /// <param name="mostRequests">When so many were sent, rows that are left are forgotten.</param>
    /// <param name="spins">Whether waits of less than a timer's grain are spent spinning.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public OpenLoop(ClosedLoop loop, Setting setting, long[] arrivals, int mostRequests, bool spins, CancellationToken cancellationToken)
    {
        (_loop, _setting, _arrivals, _mostRequests, _spins, _cancellationToken) = (loop, setting, arrivals, mostRequests, spins, cancellationToken);
        _running = setting.ParallelRequests;
        _start = loop.Clock.GetTimestamp();
    }

    public Task Ended => _ended.Task;

    /// <summary>Begins; the arrivals count from when the object was made.</summary>
    public void Start(IWorkStarter starter)
    {
        for (int i = 0; i < _setting.ParallelRequests; i++) starter.Start(new Loop(this));
    }

    public OpenLoopResult ToResult() => new(_arrivals, _sent, _requests, _failures, Math.Max(0, _backlog), _loop.Clock.TimestampFrequency);

    private long Now => _loop.Clock.GetTimestamp() - _start;

    private async Task RunAsync()
    {
        try
        {
            while (!_cancellationToken.IsCancellationRequested && Take(out int first, out int rows, out long next))
            {
                if (rows > 0) await SendAsync(first, rows).ConfigureAwait(false);
                else await WaitUntilAsync(next).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // What was sent until then counts.
        }
        finally
        {
            End();
        }
    }

    /// <returns>False when all is sent.</returns>
    /// <param name="first">The first row of the request.</param>
    /// <param name="rows">How many; 0 when none waits.</param>
    /// <param name="next">Then when one comes.</param>
    private bool Take(out int first, out int rows, out long next)
    {
        lock (_lock)
        {
            (first, next) = (_taken, 0);
            rows = 0;
            if (_taken == _arrivals.Length || _requests == _mostRequests || _failures > MostFailures) return false;
            int waiting = Due(Now) - _taken;
            next = _arrivals[_taken];
            rows = Math.Min(waiting, _setting.Rows);
            if (rows == 0) return true;
            _taken += rows;
            _requests++;
            if (_requests == _mostRequests || Due(Now) == _arrivals.Length) _backlog = Math.Max(_backlog, waiting - rows);
            return true;
        }
    }

    /// <summary>How many rows have arrived.</summary>
    private int Due(long now)
    {
        int index = Array.BinarySearch(_arrivals, _taken, _arrivals.Length - _taken, now + 1);
        if (index < 0) return ~index;
        while (index > _taken && _arrivals[index - 1] == now + 1) index--;
        return index;
    }

    private async ValueTask SendAsync(int first, int rows)
    {
        try
        {
            using RecordBatch batch = _loop.Batches.Next(_setting.Rows).Share(0, rows);
            using RecordBatch scores = await _loop.Client.ScoreAsync(batch, _loop.Context, _cancellationToken).ConfigureAwait(false);
            long end = Now;
            lock (_lock) _sent.Add(new Sent(first, rows, end));
        }
        catch (ScoringException)
        {
            lock (_lock) _failures++;
        }
    }

    private async ValueTask WaitUntilAsync(long time)
    {
        TimeProvider clock = _loop.Clock;
        TimeSpan left = clock.GetElapsedTime(Now, time);
        if (_spins && left < 2 * s_tick)
        {
            while (Now < time) Thread.SpinWait(10);
            return;
        }

        // A timer cuts off what is less than a millisecond.
        double milliseconds = Math.Ceiling((_spins ? left - s_tick : left).TotalMilliseconds);
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, milliseconds)), clock, _cancellationToken).ConfigureAwait(false);
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _running) == 0) _ended.SetResult();
    }

    private sealed class Loop(OpenLoop run) : IThreadPoolWorkItem
    {
        public void Execute() => _ = run.RunAsync();
    }

    /// <summary>A request that was answered.</summary>
    /// <param name="First">Its first row.</param>
    /// <param name="Rows">How many.</param>
    /// <param name="End">When it ended, in ticks from the start.</param>
    internal readonly record struct Sent(int First, int Rows, long End);
}
