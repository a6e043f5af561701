
namespace Scoring.Tests.Batching.Calls;

/// <summary>A call that is only rented and returned.</summary>
internal sealed class FakeCall : PendingRows
{
    private int _users;

    /// <summary>True when nobody else uses it.</summary>
    public bool TryUse() => Interlocked.Exchange(ref _users, 1) == 0;

    public void EndUse() => Volatile.Write(ref _users, 0);

    public override void End(Flight flight, in Slot slot) => throw new NotSupportedException();

    public override void End(RowsEnd end, SchedulerSettings settings) => throw new NotSupportedException();

    protected override RowsEnd FindEndNow() => throw new NotSupportedException();
}
