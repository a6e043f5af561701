using Scoring.Simulation.Light;

namespace Scoring.Simulation.Policies;

/// <summary>
/// When callers learn that their waiting rows are late: as by the clients, who look every 15 ms while there are rows. It matters in closed loops only, whose callers then
/// come again; in others a late row does nobody harm before its turn.
/// </summary>
internal sealed class ExpirySweep
{
    private const long Period = 15 * TimeSpan.TicksPerMillisecond;

    /// <summary>When the row is late that came last of those in flight.</summary>
    private long _lastDeadline;

    /// <summary>When the next sweep is; <see cref="long.MaxValue"/> while it rests.</summary>
    public long Next { get; private set; } = long.MaxValue;

    public void OnSent(long lastDeadline) => _lastDeadline = lastDeadline;

    /// <summary>Whether all late rows are to be told now.</summary>
    public bool IsDue(QueueState queue)
    {
        long now = queue.Now;
        if (now < Next)
        {
            if (Next == long.MaxValue && queue.Waiting > 0) Next = now + Period;
            return false;
        }

        bool isNeeded = queue.Waiting > 0 || (queue.InFlight > 0 && _lastDeadline > now);
        Next = isNeeded ? now + Period : long.MaxValue;
        return true;
    }
}
