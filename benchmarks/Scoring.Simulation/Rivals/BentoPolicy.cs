using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;

namespace Scoring.Simulation.Rivals;

/// <summary>Fits a line through the times of the last requests, drops rows that would be late if all that wait were sent, and waits for more while that pays by its rule.</summary>
/// <remarks>BentoML, dispatcher.py; one request in flight, in milliseconds.</remarks>
internal sealed class BentoPolicy(Cell cell) : RivalPolicy(cell)
{
    private const int Kept = 50;
    private const int SingleCalls = 8;
    private const long RefreshTicks = 5 * TimeSpan.TicksPerSecond;

    private readonly Queue<(double Rows, double Time)> _seen = [];
    private readonly Queue<double> _waits = [];
    private readonly double _maxLatency = cell.Profile.Budget;
    private double _perRow;
    private double _perRequest;
    private long _refreshAt;
    private int _sent;

    public override void OnCompleted(in LightBatch batch)
    {
        Keep(_seen, (batch.Rows, SimulatedTime.ToMilliseconds(batch.Duration)));
        if (batch.EndsAt < _refreshAt || _sent < SingleCalls + 3) return;
        _refreshAt = batch.EndsAt + RefreshTicks;
        Fit();
    }

    protected override Decision Choose(QueueState queue)
    {
        if (_sent < SingleCalls + 3) return Send(queue, _sent < SingleCalls ? 1 : _sent - SingleCalls + 1);
        if (CountHopeless(queue) is > 0 and var drop) return Decision.DropRows(drop);
        int waiting = queue.Waiting;
        double newest = Age(queue, waiting - 1), meanWait = _waits.Average();
        return waiting < MaxRows && waiting * (newest + 1 + _perRow) <= 0.95 * meanWait
            ? Decision.Wait(int.MaxValue, queue.Now + TimeSpan.TicksPerMillisecond)
            : Send(queue, MaxRows);
    }

    private Decision Send(QueueState queue, int max)
    {
        _sent++;
        Keep(_waits, Age(queue, 0));
        return Decision.SendRows(Math.Min(queue.Waiting, max));
    }

    private int CountHopeless(QueueState queue)
    {
        int drop = 0, waiting = queue.Waiting;
        while (waiting - drop > 1 && Age(queue, drop) + (_perRow * (waiting - drop)) + _perRequest >= _maxLatency) drop++;
        return drop;
    }

    private static double Age(QueueState queue, int index) => SimulatedTime.ToMilliseconds(queue.Now - queue.ArrivalOf(index));

    private void Fit()
    {
        double rows = _seen.Average(static seen => seen.Rows), time = _seen.Average(static seen => seen.Time);
        double spread = _seen.Sum(seen => (seen.Rows - rows) * (seen.Rows - rows));
        double slope = spread > 0 ? _seen.Sum(seen => (seen.Rows - rows) * (seen.Time - time)) / spread : 0;
        _perRow = Math.Max(slope, 0.001);
        _perRequest = Math.Max(time - (_perRow * rows), 0);
    }

    private static void Keep<T>(Queue<T> queue, T item)
    {
        if (queue.Count == Kept) queue.Dequeue();
        queue.Enqueue(item);
    }
}
