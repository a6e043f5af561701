using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;

namespace Scoring.Simulation.Rivals;

/// <summary>The largest batch grows by a little while requests take half of the budget, so that a row may wait for one and be in the next, and shrinks by a tenth when one takes longer.</summary>
/// <remarks>Crankshaw et al., NSDI 2017, section 4.3.1; one request in flight.</remarks>
internal sealed class ClipperPolicy(Cell cell) : RivalPolicy(cell)
{
    private const double Step = 2;
    private const double BackOff = 0.9;

    private double _rows = 1;

    public override void OnCompleted(in LightBatch batch)
    {
        if (batch.Duration > Budget / 2) _rows = Math.Max(1, _rows * BackOff);
        else if (batch.Rows >= (int)_rows) _rows = Math.Min(MaxRows, _rows + Step);
    }

    protected override Decision Choose(QueueState queue) => Decision.SendRows(Math.Min(queue.Waiting, (int)_rows));
}
