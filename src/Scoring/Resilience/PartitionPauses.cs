namespace Scoring.Resilience;

/// <summary>Until when nothing is sent for a partition, as the endpoint has asked. Thread-safe.</summary>
internal sealed class PartitionPauses(TimeProvider clock)
{
    private readonly Lock _lock = new();

    /// <summary>Timestamps of the clock. Under <see cref="_lock"/>.</summary>
    private readonly Dictionary<int, long> _until = [];

    /// <summary>How many pauses there are. Written under <see cref="_lock"/>, read without: mostly there is none, and nobody needs the lock to see that.</summary>
    private int _count;

    /// <summary>Pauses a partition, or makes its pause longer.</summary>
    public void Pause(int partition, TimeSpan time)
    {
        long until = clock.GetTimestamp() + (long)Math.Ceiling(time.TotalSeconds * clock.TimestampFrequency);
        lock (_lock)
        {
            _until[partition] = _until.TryGetValue(partition, out long before) ? Math.Max(before, until) : until;
            Volatile.Write(ref _count, _until.Count);
        }
    }

    /// <summary>What is left of a partition's pause; zero when there is none.</summary>
    public TimeSpan Left(int partition)
    {
        if (Volatile.Read(ref _count) == 0) return TimeSpan.Zero;
        lock (_lock)
        {
            if (!_until.TryGetValue(partition, out long until)) return TimeSpan.Zero;
            TimeSpan left = clock.GetElapsedTime(clock.GetTimestamp(), until);
            if (left > TimeSpan.Zero) return left;
            _until.Remove(partition);
            Volatile.Write(ref _count, _until.Count);
            return TimeSpan.Zero;
        }
    }
}
