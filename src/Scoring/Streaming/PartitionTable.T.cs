using System.Runtime.InteropServices;

namespace Scoring.Streaming;

/// <summary>The partitions that have rows in flight. Others cost nothing, however many there are.</summary>
internal sealed class PartitionTable<TRow, TScore>
{
    private readonly Dictionary<int, StreamPartition<TRow, TScore>> _partitions = [];
    private readonly Stack<StreamPartition<TRow, TScore>> _free = [];

    /// <summary>The partition asked for last: rows of one often follow each other. Null when it was removed.</summary>
    private StreamPartition<TRow, TScore>? _last;

    public StreamPartition<TRow, TScore> this[int number] => _last is { } last && last.Number == number ? last : _last = GetOrAdd(number);

    public void Remove(StreamPartition<TRow, TScore> partition)
    {
        if (_last == partition) _last = null;
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
