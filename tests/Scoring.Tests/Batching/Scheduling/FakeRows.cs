
namespace Scoring.Tests.Batching.Scheduling;

/// <summary>Rows of nobody, that remember how they ended.</summary>
internal sealed class FakeRows : PendingRows
{
    public FakeRows(int count = 1, int partition = 0, int priority = 0, bool isMany = false, bool isSwept = false)
    {
        (Count, Partition, Priority) = (count, partition, priority);
        (IsMany, CanEndEarly) = (isMany, isSwept);
    }

    /// <summary>Whose they are, or in which order they came: a test's.</summary>
    public int Number { get; init; }

    public RowsEnd Ended { get; private set; }

    public override void End(Flight flight, in Slot slot) => throw new NotSupportedException();

    public override void End(RowsEnd end, SchedulerSettings settings) => Ended = end;

    protected override RowsEnd FindEndNow() => RowsEnd.None;
}
