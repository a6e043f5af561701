namespace Scoring.Batching.Scheduling;

/// <summary>The partitions in use, made when their first row comes. Idle ones are collected when there are many.</summary>
/// <remarks>Used under the scheduler's lock.</remarks>
internal sealed class PartitionTable(int maxQueuedRows)
{
    /// <summary>Below this many, idle partitions cost less than looking for them.</summary>
    private const int CollectFrom = 64;

    private readonly Dictionary<int, Partition> _partitions = [];
    private Partition? _last;
    private int _collectAt = CollectFrom;

    public int Count => _partitions.Count;

    public Dictionary<int, Partition>.ValueCollection All => _partitions.Values;

    public Partition Get(int key) => _last is { } last && last.Key == key ? last : Find(key);

    private Partition Find(int key)
    {
        if (!_partitions.TryGetValue(key, out Partition? partition))
        {
            if (_partitions.Count >= _collectAt) Collect();
            _partitions[key] = partition = new Partition(key, maxQueuedRows);
        }

        return _last = partition;
    }

    private void Collect()
    {
        foreach ((int key, Partition partition) in _partitions)
        {
            if (partition.IsIdle) _partitions.Remove(key);
        }

        _collectAt = Math.Max(CollectFrom, 2 * _partitions.Count);
        _last = null;
    }
}
