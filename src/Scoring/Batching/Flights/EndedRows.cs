using Scoring.Concurrency;

namespace Scoring.Batching.Flights;

/// <summary>Submissions that end without a score, each for a reason of its own: cancelled, late, or left over when the client is shut down.</summary>
internal sealed class EndedRows(Scheduler scheduler, IWorkStarter starter) : RowCompletion
{
    private readonly List<(PendingRows Rows, RowsEnd End)> _rows = [];

    public int Count => _rows.Count;

    protected override IWorkStarter Starter => starter;

    public void Add(PendingRows rows, RowsEnd end) => _rows.Add((rows, end));

    /// <summary>Ends them, but not on the calling thread.</summary>
    public void Start()
    {
        Hold();
        QueueEndAll(_rows.Count);
        Release();
    }

    protected override void EndOne(int index) => _rows[index].Rows.End(_rows[index].End, scheduler.Settings);

    protected override void OnLastClaimed()
    {
        scheduler.BeginTelling();
        scheduler.OnNotBusy();
    }

    protected override void OnReleased() => scheduler.EndTelling();
}
