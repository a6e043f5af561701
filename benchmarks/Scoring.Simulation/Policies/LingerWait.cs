using Scoring.Simulation.Light;

namespace Scoring.Simulation.Policies;

/// <summary>
/// When rows that wait for others are sent: as by the clients, whose one timer counts whole milliseconds and is not taken back when its rows have gone, and who look
/// at the time whenever a row comes or a request ends.
/// </summary>
internal sealed class LingerWait(int rows)
{
    /// <summary>What the timer was set for; <see cref="long.MaxValue"/> while it is not set.</summary>
    private long _timerDue = long.MaxValue;

    /// <summary>When it fires.</summary>
    private long _fires = long.MaxValue;

    private bool _hasCompleted;

    /// <summary>The last moment at which rows were sent or had to wait.</summary>
    private long _lastMoment = -1;

    public void OnCompleted() => _hasCompleted = true;

    /// <summary>A request is full. If all its rows have come just now, they came one after the other, and the first of them has set the timer.</summary>
    /// <param name="queue">The queue; the rows are still in it.</param>
    /// <param name="due">Until when the first wanted to wait.</param>
    public void OnFull(QueueState queue, long due)
    {
        TryFire(queue.Now);
        if (rows > 1 && _lastMoment != queue.Now && queue.ArrivalOf(0) == queue.Now) Set(due, queue.Now);
        _lastMoment = queue.Now;
    }

    /// <summary>Whether the rows still wait.</summary>
    /// <param name="queue">The queue; some rows are in it.</param>
    /// <param name="due">Until when they want to wait.</param>
    /// <param name="wait">What to wait for.</param>
    public bool MustWait(QueueState queue, long due, out Decision wait)
    {
        long now = _lastMoment = queue.Now;
        bool hasChanged = _hasCompleted || queue.ArrivalOf(queue.Waiting - 1) == now;
        _hasCompleted = false;
        bool hasFired = TryFire(now);
        if (due > now)
        {
            Set(due, now);
            wait = Decision.Wait(rows, Math.Min(due, _fires));
            return true;
        }

        // The time is over, but the client does not look before its timer fires or something happens.
        wait = Decision.Wait(rows: 1, _fires);
        return !hasFired && !hasChanged;
    }

    private bool TryFire(long now)
    {
        if (_fires > now) return false;
        _timerDue = _fires = long.MaxValue;
        return true;
    }

    private void Set(long due, long now)
    {
        if (due >= _timerDue) return;
        _timerDue = due;
        _fires = now + ((long)Math.Ceiling(TimeSpan.FromTicks(due - now).TotalMilliseconds) * TimeSpan.TicksPerMillisecond);
    }
}
