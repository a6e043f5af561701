namespace Scoring.Simulation.Production;

/// <summary>What happens in a run, as the service and the callers see it.</summary>
internal sealed class RunRecord(long budget)
{
    private readonly List<SentBatch> _batches = [];

    /// <summary>Ticks from arrival to score of every measured row that was sent, even if its caller had gone.</summary>
    private readonly List<long> _latencies = [];

    private long _inTime;
    private long _drops;

    public IReadOnlyList<SentBatch> Batches => _batches;

    /// <summary>When the last of them ends.</summary>
    public long LastEnd { get; private set; }

    /// <summary>A request is sent; when it ends is known.</summary>
    public void OnSent(in SentBatch batch)
    {
        if (batch.SentAt >= SimulatedTime.RunTicks) return;
        _batches.Add(batch);
        LastEnd = Math.Max(LastEnd, batch.EndsAt);
    }

    /// <summary>A row is sent in it.</summary>
    public void OnSent(in SentBatch batch, long arrival)
    {
        if (batch.IsMeasured) _latencies.Add(batch.EndsAt - arrival);
    }

    /// <summary>A caller has its score.</summary>
    public void OnScored(long arrival, long sentAt, long now)
    {
        if (now - arrival <= budget && sentAt is >= SimulatedTime.MeasuredFromTicks and < SimulatedTime.RunTicks) _inTime++;
    }

    /// <summary>A caller has an error: its row was refused, or it was late.</summary>
    public void OnDropped(long now)
    {
        if (now >= SimulatedTime.MeasuredFromTicks) _drops++;
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
