using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;

namespace Scoring.Simulation.Rivals;

/// <summary>Sends all that waits, with the number of requests in flight limited by how much longer than the shortest they take, whatever their size.</summary>
/// <remarks>Netflix concurrency-limits, VegasLimit.java.</remarks>
internal sealed class VegasPolicy(Cell cell) : RivalPolicy(cell)
{
    private const int MaxLimit = 64;
    private const double ProbeMultiplier = 30;

    private readonly Cell _cell = cell;
    private double _limit = 1;
    private long _shortest = long.MaxValue;
    private int _untilProbe = 30;
    private ulong _probes;

    protected override int Limit => (int)_limit;

    public override void OnCompleted(in LightBatch batch)
    {
        if (--_untilProbe <= 0) Probe();
        _shortest = Math.Min(_shortest, batch.Duration);
        if (batch.InFlight * 2 < _limit) return;
        double step = Math.Max(1, Math.Log10(_limit));
        double queue = Math.Ceiling(_limit * (1 - ((double)_shortest / batch.Duration)));
        if (queue <= step) _limit += 6 * step;
        else if (queue < 3 * step) _limit += step;
        else if (queue > 6 * step) _limit -= step;
        _limit = Math.Clamp(_limit, 1, MaxLimit);
    }

    /// <summary>Forgets the shortest time, as it may have changed.</summary>
    private void Probe()
    {
        _shortest = long.MaxValue;
        double jitter = 0.5 + (0.5 * new StableRandom(StableRandom.Hash((ulong)_cell.Callers, _probes++)).NextUniform());
        _untilProbe = (int)(ProbeMultiplier * _limit * jitter);
    }
}
