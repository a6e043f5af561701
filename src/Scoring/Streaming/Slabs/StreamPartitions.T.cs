using System.Runtime.InteropServices;

namespace Scoring.Streaming.Slabs;

/// <summary>The partitions that have rows in flight. Others cost nothing, however many there are.</summary>
internal sealed class StreamPartitions<TRow, TScore>
{
    private const int RecentMask = 63;

    private readonly Dictionary<int, StreamPartition<TRow, TScore>> _partitions = [];
    private readonly Stack<StreamPartition<TRow, TScore>> _free = [];

    /// <summary>The partition asked for last of those with the same low bits in their numbers; null when it was removed. It saves most look-ups.</summary>
    private readonly StreamPartition<TRow, TScore>?[] _recent = new StreamPartition<TRow, TScore>?[RecentMask + 1];

    public StreamPartition<TRow, TScore> this[int number]
    {
        get
        {
            ref StreamPartition<TRow, TScore>? recent = ref _recent[number & RecentMask];
            return recent is { } partition && partition.Number == number ? partition : recent = GetOrAdd(number);
        }
    }

    public void Remove(StreamPartition<TRow, TScore> partition)
    {
        ref StreamPartition<TRow, TScore>? recent = ref _recent[partition.Number & RecentMask];
        if (recent == partition) recent = null;
        _partitions.Remove(partition.Number);
        _free.Push(partition);
    }

    private StreamPartition<TRow, TScore> GetOrAdd(int number)
    {
        ref StreamPartition<TRow, TScore>? partition = ref CollectionsMarshal.GetValueRefOrAddDefault(_partitions, number, out _);
        if (partition is null)
        {
            partition = _free.TryPop(out StreamPartition<TRow, TScore>? free) ? free : new StreamPartition<TRow, TScore>();
            partition.Number = number;
        }

        return partition;
    }
}
