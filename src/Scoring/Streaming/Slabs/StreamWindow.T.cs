using System.Diagnostics.CodeAnalysis;

namespace Scoring.Streaming.Slabs;

/// <summary>The rows that were taken from the source and not yet given out, from the slab that they are put in to the queue of those that may be given out.</summary>
/// <remarks>Used by one thread at a time, the one inside the stream's gate. Only the ends of calls come from elsewhere, by way of <see cref="_finished"/>.</remarks>
internal sealed class StreamWindow<TRow, TScore>
{
    private const int MaxSlabRows = SlabPool<TRow, TScore>.MostRows;

    /// <summary>Slabs of a full window, at least, so that small windows overlap too.</summary>
    private const int SlabsPerWindow = 8;

    private readonly ScoringStreamOptions<TRow> _options;
    private readonly Action _wake;
    private readonly CancellationToken _giveUp;
    private readonly SlabPool<TRow, TScore> _pool;
    private readonly StreamPartitions<TRow, TScore> _partitions = new();

    /// <summary>The partition of all rows where there is no selector; else null.</summary>
    private readonly StreamPartition<TRow, TScore>? _onlyPartition;

    /// <summary>The slabs that have rows and were not sent, the one begun first at the front.</summary>
    private readonly List<Slab<TRow, TScore>> _filling = [];

    private readonly Predicate<Slab<TRow, TScore>> _trySend;

    /// <summary>The slabs that may be given out.</summary>
    private SlabQueue<TRow, TScore> _ready;

    /// <summary>Written by the threads on which calls end.</summary>
    private FinishedSlabs<TRow, TScore> _finished;

    public StreamWindow(IScoringClient<TRow, TScore> client, ScoringStreamOptions<TRow> options, Action wake, CancellationToken giveUp)
    {
        (_options, _wake, _giveUp, _trySend) = (options, wake, giveUp, TrySend);
        Room = options.MaxInFlight;
        Eighth = Math.Max(1, options.MaxInFlight / SlabsPerWindow);
        _pool = new SlabPool<TRow, TScore>(client, Math.Min(MaxSlabRows, Eighth), OnFinished);
        _onlyPartition = options.Partition is null ? new StreamPartition<TRow, TScore>() : null;
    }

    /// <summary>Rows that may still be taken.</summary>
    public int Room { get; private set; }

    /// <summary>The part of the window that is worth filling again while there are results to give out. Less would cut the rows into ever smaller slabs.</summary>
    public int Eighth { get; }

    /// <summary>Calls in flight.</summary>
    public int Calls { get; private set; }

    public bool IsEmpty => Room == _options.MaxInFlight;

    public bool HasReady => _ready.First is not null;

    private bool IsOrdered => _options.Order == StreamOrder.Partition;

    /// <summary>Takes in a row; there must be room. A slab that it fills is sent.</summary>
    public void Add(TRow row)
    {
        Room--;
        if ((_onlyPartition ?? PartitionOf(row)) is not { } partition) return;
        Slab<TRow, TScore> slab = partition.Filling ?? Begin(partition);
        slab.Add(row);
        if (!slab.IsFull) return;
        _filling.Remove(slab);
        Send(slab);
    }

    /// <summary>Sends the slabs that are not full.</summary>
    public void SendAll()
    {
        foreach (Slab<TRow, TScore> slab in _filling) Send(slab);
        _filling.Clear();
    }

    /// <summary>Sends the slabs that are not full where their partition has nothing in flight. The others would travel in ever smaller slabs, and no partition
    /// waits for another one.</summary>
    public void SendToIdlePartitions()
    {
        if (_filling.Count > 0) _filling.RemoveAll(_trySend);
    }

    /// <summary>Looks at the calls that have ended.</summary>
    public void Settle()
    {
        Slab<TRow, TScore>? next = _finished.TakeAll();
        while (next is { } slab)
        {
            next = slab.FinishedNext;
            OnDone(slab, slab.Partition!);
        }
    }

    /// <summary>Takes a slab to give out; its rows count until it comes back.</summary>
    public bool TryTakeReady([NotNullWhen(true)] out Slab<TRow, TScore>? slab)
    {
        slab = HasReady ? _ready.Dequeue() : null;
        return slab is not null;
    }

    /// <summary>Takes back a slab that was given out.</summary>
    public void Release(Slab<TRow, TScore> slab)
    {
        Room += slab.Count;
        _pool.Return(slab);
    }

    /// <summary>The partition of a row; null when the selector failed, and then the row's result is ready.</summary>
    private StreamPartition<TRow, TScore>? PartitionOf(TRow row)
    {
        int number;
        try
        {
            number = _options.Partition!(row);
        }
        catch (Exception error)
        {
            Slab<TRow, TScore> slab = _pool.Rent();
            slab.Add(row);
            slab.Fail(error);
            _ready.Enqueue(slab);
            return null;
        }

        return _partitions[number];
    }

    private Slab<TRow, TScore> Begin(StreamPartition<TRow, TScore> partition)
    {
        Slab<TRow, TScore> slab = _pool.Rent();
        slab.Partition = partition;
        partition.Filling = slab;
        _filling.Add(slab);
        return slab;
    }

    private bool TrySend(Slab<TRow, TScore> slab)
    {
        if (slab.Partition!.Calls > 0) return false;
        Send(slab);
        return true;
    }

    private void Send(Slab<TRow, TScore> slab)
    {
        StreamPartition<TRow, TScore> partition = slab.Partition!;
        partition.Filling = null;
        partition.Calls++;
        Calls++;
        if (IsOrdered) partition.OnSent(slab);
        slab.Send(new RowOptions(_onlyPartition is null ? partition.Number : null, _options.Deadline, _options.Priority), _giveUp);
    }

    private void OnDone(Slab<TRow, TScore> slab, StreamPartition<TRow, TScore> partition)
    {
        Calls--;
        partition.Calls--;
        slab.IsDone = true;
        if (IsOrdered) partition.MoveDone(ref _ready);
        else _ready.Enqueue(slab);
        if (partition.IsEmpty && partition != _onlyPartition) _partitions.Remove(partition);
    }

    private void OnFinished(Slab<TRow, TScore> slab)
    {
        _finished.Add(slab);
        _wake();
    }
}
