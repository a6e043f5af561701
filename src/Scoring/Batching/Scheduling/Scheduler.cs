using Scoring.Concurrency;
using Scoring.Diagnostics;

namespace Scoring.Batching.Scheduling;

/// <summary>Puts rows that wait into requests: as soon as one may be sent and a row waits, never more at once than the limits, partitions in turn.</summary>
/// <remarks>
/// <para>Rows are pushed without a lock (<see cref="Arrivals"/>). All else is decided under one lock, once per request rather than once per row, and done after it:
/// no leaf, no binding and no caller runs inside it.</para>
/// <para>There is no thread and no polling. A submission wakes the scheduler when a request could start that nobody is about to fill; else the next
/// request that takes its rows, or that comes back, finds them. Rows that were pushed are seen because both sides look after a full fence:
/// the submitter pushes and then reads <see cref="_listensTo"/>, the scheduler writes it and then looks for arrivals.</para>
/// </remarks>
internal sealed partial class Scheduler
{
    /// <summary>So many rows of the calling thread are worth a request without those of others, which are in other cores' caches.</summary>
    private const int EnoughNear = 16;

    private const long Nobody = long.MinValue;
    private const long Everybody = long.MaxValue;

    private readonly Lock _lock = new();
    private readonly Arrivals _arrivals = new();
    private readonly FlightPool _flights;

    /// <summary>Under <see cref="_lock"/>, as are the fields below that do not say otherwise.</summary>
    private readonly PartitionTable _partitions;

    /// <summary>Partitions that could send a request as soon as the leaf takes one, in turn.</summary>
    private readonly Queue<Partition> _ready = [];

    private readonly List<Flight> _air = [];
    private readonly RunTimes _runTimes = new();
    private InlineCredit _credit;

    /// <summary>Requests that may still be sent.</summary>
    private int _free;

    /// <summary>Requests in flight or granted, over all partitions.</summary>
    private int _active;

    /// <summary>Threads that end the rows of flights that have landed. Changed by interlocked operations.</summary>
    private int _ending;

    /// <summary>Flights that will take rows but have not yet: whatever is pushed meanwhile, they find.</summary>
    private int _granted;

    /// <summary>
    /// Whether a submission has to wake the scheduler: <see cref="Nobody"/>, <see cref="Everybody"/>, or everybody but those of one partition, whose key this is,
    /// as it has all the requests in flight that it may have. Written under <see cref="_lock"/>, read without after a full fence.
    /// </summary>
    private long _listensTo = Everybody;

    /// <summary>1 while a thread has taken arrivals and not queued them yet. Set by an interlocked exchange, cleared under <see cref="_lock"/>.</summary>
    private int _carrying;

    /// <summary>So many rows of the calling thread are worth a request without those of other threads. Written under <see cref="_lock"/>, read without.</summary>
    private int _enoughNear;

    /// <summary>The key of the first rows' partition; <see cref="Nobody"/> before they came. Set by any thread before it pushes rows.</summary>
    private long _firstPartition = Nobody;

    /// <summary>Whether rows of another partition than the first ever came: from then on arrivals may be of several, that must have their turns. Set by any thread before it pushes such rows.</summary>
    private bool _hasSeveralPartitions;

    /// <summary>Whether a row ever had a priority or a deadline of its own: from then on none is left behind in another thread's stripe. Set by any thread before it pushes such a row.</summary>
    private bool _hasOrder;

    /// <summary>Whether rows are pushed without a lock and without a look at the clock: no linger, no ageing, and a queue that neither turns them away nor has a limit in time. Written under <see cref="_lock"/>, read without.</summary>
    private bool _isPlain;

    /// <summary>Whether rows are put in line and looked at though they can be neither cancelled nor late: as the queue has a limit that those in it pay for. Written under <see cref="_lock"/>, read without.</summary>
    private bool _sweepsAll;

    public Scheduler(SchedulerSettings settings, Func<Scheduler, Flight> newFlight)
    {
        AgeingTicks = settings.PriorityAgeing is { } ageing ? Math.Max(1, (long)Math.Min(ageing.TotalSeconds * settings.Clock.TimestampFrequency, long.MaxValue / 2)) : 0;
        Use(settings);
        _flights = new FlightPool(() => newFlight(this));
        _partitions = new PartitionTable(this);
        Meter = new SchedulerMeter(this, settings);
        _free = settings.MaxTotalRequests;
        _bytesPerRow = settings.BytesPerRow;
        _maxQueuedRows = FindMaxQueuedRows();
        _controller = UseControllerUnsynchronized(settings.Control);
        (_drained, _told) = (new Signal(settings.Starter), new Signal(settings.Starter));
        _sweepTimer = new SweepTimer(settings.Clock, Sweep);
        _lingerTimer = new LingerTimer(settings.Clock, EndLinger);
    }

    /// <summary>Who is told what is measured; not under the lock.</summary>
    public SchedulerMeter Meter { get; }

    /// <summary>Replaced under the lock, read without: whoever reads without may see those before, whose clock and starter are the same.</summary>
    public SchedulerSettings Settings { get; private set; } = null!;

    /// <summary>After how many ticks of the clock rows count as one priority higher; 0 for never.</summary>
    public long AgeingTicks { get; }

    /// <summary>Queues rows. False when the queue is full and rows do not wait for it to empty: then they are not taken.</summary>
    public bool TrySubmit(PendingRows rows)
    {
        // Once pushed, the rows may end and serve another call before the next line.
        bool isSwept = rows.IsSwept, mayRunHere = !rows.IsMany && !rows.CanEndEarly;
        int partition = rows.Partition;
        if ((rows.Priority != 0 || !rows.Deadline.IsNone) && !Volatile.Read(ref _hasOrder)) Volatile.Write(ref _hasOrder, true);
        if (partition != Volatile.Read(ref _firstPartition) && !Volatile.Read(ref _hasSeveralPartitions)) NotePartition(partition);
        if (!_isPlain) return TrySubmitWithCare(rows);
        rows.SubmittedAt = Settings.Instruments.MeasuresCalls ? Settings.Clock.GetTimestamp() : PendingRows.NotStamped;
        _arrivals.Push(rows);
        if (ListensTo(partition)) Attend(mayRunHere ? rows : null);
        if (isSwept || _sweepsAll) _sweepTimer.Ensure();
        return true;
    }

    /// <summary>Takes rows for a request that was granted, and sends it, unless they are gone.</summary>
    /// <param name="partition">Whose request it is.</param>
    /// <param name="lender">The row whose caller lends this thread; null on a thread of the pool.</param>
    public void StartRequest(Partition partition, PendingRows? lender)
    {
        if (lender is null && LetsCallersGoFirst(partition)) return;
        Flight flight = _flights.Rent();
        var deferred = new Deferred(this);
        bool hasRows;
        int room = 0;
        bool carries = TryCarry(out RowChain arrivals, out bool mayLeave);
        lock (_lock)
        {
            if (carries)
            {
                room = BoardUnsynchronized(flight, partition, ref arrivals, mayLeave, ref deferred);
                QueueUnsynchronized(in arrivals, ref deferred);
            }

            hasRows = TryBoardUnsynchronized(flight, partition, room, ref deferred);
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
        if (hasRows) flight.TakeOff(lender);
        else _flights.Return(flight);
    }

    /// <summary>A request is over; its place is free.</summary>
    public void OnLanded(Flight flight)
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            Interlocked.Increment(ref _ending);
            LeaveAirUnsynchronized(flight);
            LearnUnsynchronized(flight);
            CountLandedUnsynchronized(flight);
            FreeUnsynchronized(flight.Partition);

            // Others have their turn before more rows of this partition. Where there are none, rows that have come stay with the threads that pushed them until a request takes them.
            if (Volatile.Read(ref _hasSeveralPartitions) || (!flight.Partition.Queue.IsEmpty && !IsFirstInFirstOut)) GatherUnsynchronized(ref deferred);
            MakeReadyUnsynchronized(flight.Partition);
            DispatchUnsynchronized(ref deferred);
            _partitions.CollectSometimes();
        }

        deferred.Run();
        if (Settings.Instruments.MeasuresRequests) Meter.Record(flight);
    }

    /// <summary>The thread on which a flight has landed has ended its rows, or has left that to others.</summary>
    public void OnEnded() => Interlocked.Decrement(ref _ending);

    /// <summary>Nobody holds a flight any more.</summary>
    public void OnReleased(Flight flight)
    {
        _flights.Return(flight);
        EndTelling();
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
            int partition = rows.Partition;
            _arrivals.Push(rows);
            if (ListensTo(partition)) Attend(lender: null);
        }

        if (isSwept || _sweepsAll) _sweepTimer.Ensure();
        return true;
    }

    private void NotePartition(int partition)
    {
        long first = Interlocked.CompareExchange(ref _firstPartition, partition, Nobody);
        if (first != Nobody && first != partition) Volatile.Write(ref _hasSeveralPartitions, true);
    }

    private bool ListensTo(int partition)
    {
        long listensTo = Volatile.Read(ref _listensTo);
        return listensTo != Nobody && listensTo != partition;
    }

    /// <param name="lender">The single row whose caller may lend its thread; null when it may not.</param>
    private void Attend(PendingRows? lender)
    {
        var deferred = new Deferred(this);
        bool runHere;
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            bool isAlone = lender is not null && _air.Count == 0 && _granted == 0 && _runTimes.IsSingleRowShort && IsOneRowWaitingUnsynchronized();
            DispatchUnsynchronized(ref deferred);
            runHere = lender is not null && _credit.TryUse(isAlone);
        }

        if (runHere) deferred.RunHere(lender!);
        else deferred.Run();
    }

    private bool TrySubmitNow(PendingRows rows)
    {
        var deferred = new Deferred(this);
        int partition = rows.Partition;
        bool isTaken;
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            isTaken = _isOver || _partitions.Get(partition).Queue.HasRoomFor(rows.Count);
            if (isTaken) AddUnsynchronized(rows, ref deferred);
            else deferred.Count(rows, RowsEnd.QueueFull, rows.Count);
            MakeReadyUnsynchronized(_partitions.Get(partition));
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
        return isTaken;
    }

    private bool IsOneRowWaitingUnsynchronized() => _ready.Count == 1 && _ready.Peek().Queue.Rows == 1;
}
