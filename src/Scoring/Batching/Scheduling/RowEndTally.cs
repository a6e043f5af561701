namespace Scoring.Batching.Scheduling;

/// <summary>Rows that ended without an answer, by why.</summary>
internal struct RowEndTally
{
    public long Refused { get; private set; }

    public long Expired { get; private set; }

    public long Cancelled { get; private set; }

    public long ShutDown { get; private set; }

    public readonly bool IsEmpty => (Refused | Expired | Cancelled | ShutDown) == 0;

    public void Add(RowsEnd end, int rows)
    {
        switch (end)
        {
            case RowsEnd.QueueFull or RowsEnd.Refused or RowsEnd.WaitedTooLong: Refused += rows; break;
            case RowsEnd.Expired: Expired += rows; break;
            case RowsEnd.Cancelled: Cancelled += rows; break;
            case RowsEnd.ShutDown or RowsEnd.TooLate: ShutDown += rows; break;
        }
    }
}
