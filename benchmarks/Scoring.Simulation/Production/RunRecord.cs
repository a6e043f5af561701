namespace Scoring.Simulation.Production;

/// <summary>What happens in a run, as the service and the callers see it.</summary>
internal sealed class RunRecord(long budget)
{
    /// <summary>Requests sent within the run, in that order.</summary>
    private readonly List<SentBatch> _batches = [];

    /// <summary>Ticks from arrival to score of every measured row that was sent, even if its caller had gone.</summary>
    private readonly List<long> _latencies = [];

    /// <summary>Ticks from arrival to score of the slowest row of each request.</summary>
    private readonly List<long> _slowest = [];

    private long _inTime;
    private long _drops;

    public IReadOnlyList<SentBatch> Batches => _batches;

    public IReadOnlyList<long> SlowestRows => _slowest;

    /// <summary>Requests of the run that have not ended.</summary>
    public int InFlight { get; private set; }

    public void OnSent(long now)
    {
        if (now >= SimulatedTime.RunTicks) return;
        _batches.Add(default);
        _slowest.Add(0);
        InFlight++;
    }

    public void OnEnded(int index, in SentBatch batch, IReadOnlyList<long> arrivals)
    {
        if (index >= _batches.Count) return;
        _batches[index] = batch;
        _slowest[index] = batch.EndsAt - arrivals.Min();
        InFlight--;
        if (!batch.IsMeasured) return;
        foreach (long arrival in arrivals) _latencies.Add(batch.EndsAt - arrival);
    }

    /// <summary>A caller has the score of a row.</summary>
    public void OnScored(long arrival, long sentAt, long now)
    {
        if (now - arrival <= budget && sentAt is >= SimulatedTime.MeasuredFromTicks and < SimulatedTime.RunTicks) _inTime++;
    }

    /// <summary>A caller has an error: its rows were refused, late, or not scored.</summary>
    public void OnDropped(int rows, long now)
    {
        if (now >= SimulatedTime.MeasuredFromTicks) _drops += rows;
    }

    public RunMetrics ToMetrics()
    {
        _latencies.Sort();
        return new RunMetrics
        {
            Goodput = _inTime / SimulatedTime.MeasuredSeconds,
            P50 = Quantile(0.5),
            P99 = Quantile(0.99),
            Drops = _drops,
            Rows = _latencies.Count,
            Batches = _batches.Count(static batch => batch.IsMeasured),
        };
    }

    private double Quantile(double share) => _latencies.Count == 0
        ? double.NaN
        : SimulatedTime.ToMilliseconds(_latencies[(int)Math.Ceiling(share * _latencies.Count) - 1]);
}
