namespace Scoring.Batching.Scheduling;

/// <summary>Puts rows that wait into requests: as soon as one may be sent and a row waits, never more at once than the limits, partitions in turn.</summary>
/// <remarks>
/// <para>Rows are pushed without a lock (<see cref="Arrivals"/>). All else is decided under one lock, once per request rather than once per row, and done after it:
/// no leaf, no binding and no caller runs inside it.</para>
/// <para>There is no thread and no polling. A submission wakes the scheduler when a request could start that nobody is about to fill; else the next
/// request that takes its rows, or that comes back, finds them. Rows that were pushed are seen because both sides look after a full fence:
/// the submitter pushes and then reads <see cref="_isAttentive"/>, the scheduler writes it and then looks for arrivals.</para>
/// </remarks>
internal sealed partial class Scheduler
{
    private const int MaxRetainedFlights = 256;

    private readonly Lock _lock = new();
    private readonly Arrivals _arrivals = new();
    private readonly Func<Scheduler, Flight> _newFlight;

    /// <summary>Under <see cref="_lock"/>, as all below.</summary>
    private readonly PartitionTable _partitions;

    /// <summary>Partitions that could send a request as soon as the leaf takes one, in turn.</summary>
    private readonly Queue<Partition> _ready = [];

    private readonly List<Flight> _air = [];
    private readonly Stack<Flight> _retained = [];
    private readonly RunTimes _runTimes = new();
    private InlineCredit _credit;

    /// <summary>Requests that may still be sent.</summary>
    private int _free;

    /// <summary>Flights that will take rows but have not yet: whatever is pushed meanwhile, they find.</summary>
    private int _granted;

    /// <summary>Whether a submission has to wake the scheduler. Written under <see cref="_lock"/>, read without after a full fence.</summary>
    private bool _isAttentive = true;

    /// <summary>Threads that have taken arrivals and not queued them yet. Changed by interlocked operations.</summary>
    private int _carrying;

    /// <summary>Whether rows are pushed without a lock and without a look at the clock: no linger, and a queue that waits.</summary>
    private readonly bool _isPlain;

    public Scheduler(SchedulerSettings settings, Func<Scheduler, Flight> newFlight)
    {
        Settings = settings;
        _newFlight = newFlight;
        _isPlain = settings.MaxDelay == TimeSpan.Zero && settings.QueueFullMode == QueueFullMode.Wait;
        _partitions = new PartitionTable(settings.MaxQueuedRows);
        _free = settings.MaxRequests ?? int.MaxValue;
    }

    public SchedulerSettings Settings { get; }

    /// <summary>Queues rows. False when the queue is full and rows do not wait for it to empty: then they are not taken.</summary>
    public bool TrySubmit(PendingRows rows)
    {
        // Once pushed, the rows may end and serve another call before the next line.
        bool isSwept = rows.IsSwept, mayRunHere = !rows.IsMany;
        if (!_isPlain) return TrySubmitWithCare(rows);
        _arrivals.Push(rows);
        if (Volatile.Read(ref _isAttentive)) Attend(mayRunHere);
        if (isSwept) EnsureSweep();
        return true;
    }

    /// <summary>Fills a flight that was granted; false when its rows are gone, and with it the flight.</summary>
    public bool TryBoard(Flight flight)
    {
        var deferred = new Deferred(this);
        bool hasRows;
        PendingRows? arrivals = Carry();
        lock (_lock)
        {
            QueueUnsynchronized(arrivals, ref deferred);
            hasRows = TryBoardUnsynchronized(flight, ref deferred);
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
        return hasRows;
    }

    /// <summary>A request is over; its place is free.</summary>
    public void OnLanded(Flight flight)
    {
        var deferred = new Deferred(this);
        PendingRows? arrivals = Carry();
        lock (_lock)
        {
            QueueUnsynchronized(arrivals, ref deferred);
            LeaveAirUnsynchronized(flight);
            _runTimes.Add(flight.RowCount, flight.RunTime);
            FreeUnsynchronized(flight.Partition);
            MakeReadyUnsynchronized(flight.Partition);
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
    }

    /// <summary>Every row of a flight has ended.</summary>
    public void OnReleased(Flight flight)
    {
        lock (_lock)
        {
            if (flight.Live > 0) _busy--;
            RetainUnsynchronized(flight);
            CheckDrainedUnsynchronized();
        }
    }

    private bool TrySubmitWithCare(PendingRows rows)
    {
        bool isSwept = rows.IsSwept;
        rows.SubmittedAt = Settings.Clock.GetTimestamp();
        if (Settings.QueueFullMode == QueueFullMode.Reject)
        {
            if (!TrySubmitNow(rows)) return false;
        }
        else
        {
            _arrivals.Push(rows);
            if (Volatile.Read(ref _isAttentive)) Attend(mayRunHere: false);
        }

        if (isSwept) EnsureSweep();
        return true;
    }

    private void Attend(bool mayRunHere)
    {
        var deferred = new Deferred(this);
        bool runHere;
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            bool isAlone = mayRunHere && _air.Count == 0 && _granted == 0 && _runTimes.IsSingleRowShort && IsOneRowWaitingUnsynchronized();
            DispatchUnsynchronized(ref deferred);
            runHere = mayRunHere && _credit.TryUse(isAlone);
        }

        if (runHere) deferred.RunHere();
        else deferred.Run();
    }

    private bool TrySubmitNow(PendingRows rows)
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            if (!_isOver && !_partitions.Get(rows.Partition).Queue.HasRoomFor(rows.Count)) return false;
            AddUnsynchronized(rows, ref deferred);
            MakeReadyUnsynchronized(_partitions.Get(rows.Partition));
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
        return true;
    }

    /// <summary>
    /// Takes all arrivals before the lock is taken: most of the time that they cost is that of fetching them from other cores' caches.
    /// Nothing may come between this and the lock under which <see cref="QueueUnsynchronized"/> queues them.
    /// </summary>
    private PendingRows? Carry()
    {
        Interlocked.Increment(ref _carrying);
        return _arrivals.TakeAll();
    }

    private void QueueUnsynchronized(PendingRows? arrivals, ref Deferred deferred)
    {
        AddAllUnsynchronized(arrivals, ref deferred);
        Interlocked.Decrement(ref _carrying);
    }

    private void GatherUnsynchronized(ref Deferred deferred) => AddAllUnsynchronized(_arrivals.TakeAll(), ref deferred);

    private void AddAllUnsynchronized(PendingRows? rows, ref Deferred deferred)
    {
        Partition? partition = null;
        while (rows is not null)
        {
            PendingRows? next = rows.Next;
            if (partition is not null && partition.Key != rows.Partition) MakeReadyUnsynchronized(partition);
            partition = AddUnsynchronized(rows, ref deferred);
            rows = next;
        }

        if (partition is not null) MakeReadyUnsynchronized(partition);
    }

    private Partition? AddUnsynchronized(PendingRows rows, ref Deferred deferred)
    {
        if (_isOver)
        {
            deferred.End(rows, RowsEnd.TooLate);
            return null;
        }

        Partition partition = _partitions.Get(rows.Partition);
        partition.Queue.Add(rows);
        return partition;
    }

    /// <summary>Puts a partition in line, if it could send a request and nobody is about to take its rows.</summary>
    private void MakeReadyUnsynchronized(Partition partition)
    {
        if (partition.IsReady || partition.Granted > 0 || partition.Queue.IsEmpty || partition.Active >= Settings.MaxParallelRequests) return;
        if (MustLingerUnsynchronized(partition)) return;
        partition.IsReady = true;
        _ready.Enqueue(partition);
    }

    /// <summary>Grants requests while there are places, and then decides whether submissions have to wake the scheduler.</summary>
    private void DispatchUnsynchronized(ref Deferred deferred)
    {
        while (true)
        {
            while (_free > 0 && _ready.TryDequeue(out Partition? partition)) GrantUnsynchronized(partition, ref deferred);
            _isAttentive = _isOver || (_free > 0 && _granted == 0);
            if (!_isAttentive) return;
            Interlocked.MemoryBarrier();
            if (_arrivals.IsEmpty) return;
            GatherUnsynchronized(ref deferred);
            if (_isOver) return;
        }
    }

    private void GrantUnsynchronized(Partition partition, ref Deferred deferred)
    {
        partition.IsReady = false;
        if (partition.Queue.IsEmpty || partition.Active >= Settings.MaxParallelRequests) return;
        partition.Active++;
        partition.Granted++;
        _granted++;
        _free--;
        Flight flight = _retained.TryPop(out Flight? retained) ? retained : _newFlight(this);
        flight.Partition = partition;
        deferred.Start(flight);
    }

    private bool TryBoardUnsynchronized(Flight flight, ref Deferred deferred)
    {
        Partition partition = flight.Partition;
        partition.Granted--;
        _granted--;
        FillUnsynchronized(flight, partition, ref deferred);
        bool hasRows = flight.SlotCount > 0;
        if (hasRows)
        {
            flight.CloseDoors();
            flight.AirIndex = _air.Count;
            _air.Add(flight);
            _busy++;
        }
        else
        {
            FreeUnsynchronized(partition);
            RetainUnsynchronized(flight);
            CheckDrainedUnsynchronized();
        }

        MakeReadyUnsynchronized(partition);
        return hasRows;
    }

    private void FillUnsynchronized(Flight flight, Partition partition, ref Deferred deferred)
    {
        RowQueue queue = partition.Queue;
        int room = 0;
        PendingRows? rows = queue.BeginTake();
        while (rows is not null)
        {
            RowsEnd end = rows.FindEnd();
            if (end != RowsEnd.None)
            {
                queue.Take(rows, rows.Waiting);
                deferred.End(rows, end);
            }
            else
            {
                if (flight.SlotCount == 0) room = SizeUnsynchronized(partition, rows);
                else if (!flight.Fits(rows)) break;
                int start = rows.Taken, count = Math.Min(rows.Waiting, room);
                room -= count;
                flight.Board(rows, start, count);
                queue.Take(rows, count);
                if (rows.IsMany) rows.OnTaken(isLast: rows.Waiting == 0);
                if (room == 0) break;
            }

            rows = queue.After(rows);
        }

        queue.Admit();
    }

    /// <summary>How many rows the next request of a partition holds.</summary>
    private int SizeUnsynchronized(Partition partition, PendingRows first)
    {
        int waiting = partition.Queue.Rows, max = Settings.MaxBatchCount;

        // Rows that waited for a request to be full are not cut small again.
        if (first.IsMany && Settings.MaxDelay == TimeSpan.Zero) return GuidedChunks.Next(waiting, Settings.MaxParallelRequests, max, Settings.BatchUnit);
        int count = waiting;
        if (Settings.IsLocal)
        {
            int others = Math.Min(_free, Settings.MaxParallelRequests - partition.Active) + partition.Granted;
            if (others > 0) count = _runTimes.Share(waiting, others + 1);
        }

        count = Math.Min(count, max);
        int unit = Settings.BatchUnit;
        return count > unit ? count / unit * unit : count;
    }

    private void FreeUnsynchronized(Partition partition)
    {
        partition.Active--;
        _free++;
    }

    private void LeaveAirUnsynchronized(Flight flight)
    {
        Flight last = _air[^1];
        _air[flight.AirIndex] = last;
        last.AirIndex = flight.AirIndex;
        flight.AirIndex = -1;
        _air.RemoveAt(_air.Count - 1);
    }

    private void RetainUnsynchronized(Flight flight)
    {
        flight.Partition = null!;
        if (_retained.Count < MaxRetainedFlights) _retained.Push(flight);
    }

    private bool IsOneRowWaitingUnsynchronized() => _ready.Count == 1 && _ready.Peek().Queue.Rows == 1;
}
