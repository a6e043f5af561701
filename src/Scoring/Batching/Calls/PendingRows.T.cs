using Scoring.Batching.Scheduling;

namespace Scoring.Batching.Calls;

/// <summary>Rows of an application's own type that wait for their scores.</summary>
internal abstract class PendingRows<TRow, TScore> : PendingRows
{
    /// <summary>Copies some of the rows; false when their caller has ended, and with it the loan of its memory.</summary>
    public abstract bool TryCopyTo(Span<TRow> target, int start, int count);

    public sealed override void End(Flight flight, in Slot slot) => End((RowFlight<TRow, TScore>)flight, in slot);

    /// <summary>Ends the rows of a slot with what the flight has for them.</summary>
    protected abstract void End(RowFlight<TRow, TScore> flight, in Slot slot);
}
