namespace Scoring.Batching.Queueing;

/// <summary>The partitions in use, made when their first row comes. Idle ones are collected when there are many.</summary>
/// <remarks>Used under the scheduler's lock.</remarks>
internal sealed class PartitionTable(Scheduler scheduler)
{
    /// <summary>Below this many, idle partitions cost less than looking for them.</summary>
    private const int CollectFrom = 64;

    private readonly Dictionary<int, Partition> _partitions = [];
    private Partition? _last;

    /// <summary>New partitions and requests since the last collection.</summary>
    private long _ticks;

    /// <summary>The only partition, if it was used last; null when there is none or several.</summary>
    public Partition? Only => _partitions.Count == 1 ? _last : null;

    public Dictionary<int, Partition>.ValueCollection All => _partitions.Values;

    /// <summary>Whether rows wait in any queue.</summary>
    public bool HasRows()
    {
        foreach (Partition partition in All)
        {
            if (!partition.Queue.IsEmpty) return true;
        }

        return false;
    }

    /// <summary>Whether somebody has to look after some of the rows that wait. Asked every few milliseconds, so nothing is allocated.</summary>
    public bool HasSweptRows()
    {
        foreach (Partition partition in All)
        {
            if (partition.Queue.HasSweptRows()) return true;
        }

        return false;
    }

    /// <summary>Most requests that all partitions in use could have in flight.</summary>
    public long SumOfLimits()
    {
        long sum = 0;
        foreach (Partition partition in All) sum += partition.Limit;
        return sum;
    }

    /// <summary>Looks for idle partitions after half as many requests and new partitions as there are partitions, if these are many: so each costs no more than two looks.</summary>
    public void CollectSometimes()
    {
        if (2 * ++_ticks >= _partitions.Count && _partitions.Count >= CollectFrom) Collect();
    }

    public Partition Get(int key) => _last is { } last && last.Key == key ? last : Find(key);

    private Partition Find(int key)
    {
        if (!_partitions.TryGetValue(key, out Partition? partition))
        {
            CollectSometimes();
            _partitions[key] = partition = new Partition(scheduler, key);
        }

        return _last = partition;
    }

    private void Collect()
    {
        _ticks = 0;
        foreach ((int key, Partition partition) in _partitions)
        {
            if (partition.IsIdle && scheduler.MayForgetUnsynchronized(_partitions.Count - 1)) _partitions.Remove(key);
        }

        if (_last is { IsIdle: true }) _last = null;
    }
}
