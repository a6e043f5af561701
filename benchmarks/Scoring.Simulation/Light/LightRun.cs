using Scoring.Simulation.Arrivals;

namespace Scoring.Simulation.Light;

/// <summary>What came out of a run.</summary>
internal sealed class LightRun(Cell cell, ArrivalLog log, IReadOnlyList<LightBatch> batches, int drops)
{
    public IReadOnlyList<LightBatch> Batches => batches;

    /// <summary>Rows in time per second, of requests sent in the measured time.</summary>
    public double Goodput => Measured.Where(static batch => !batch.Sent.HasFailed).Sum(batch => (long)CountWithin(batch, cell.Profile.BudgetTicks)) / SimulatedTime.MeasuredSeconds;

    private IEnumerable<LightBatch> Measured => batches.Where(static batch => batch.IsMeasured);

    public RunMetrics ToMetrics() => new()
    {
        Goodput = Goodput,
        P50 = Quantile(0.5),
        P99 = Quantile(0.99),
        Drops = drops,
        Rows = Measured.Sum(static batch => (long)batch.Rows),
        Batches = Measured.Count(),
    };

    /// <summary>The least latency that a share of the served rows do not exceed, in milliseconds; not a number when none was served.</summary>
    public double Quantile(double share)
    {
        long rows = Measured.Sum(static batch => (long)batch.Rows);
        if (rows == 0) return double.NaN;
        long wanted = (long)Math.Ceiling(share * rows), low = 0, high = Measured.Max(batch => batch.EndsAt - batch.FirstArrival);
        while (low < high)
        {
            long middle = (low + high) / 2;
            if (Measured.Sum(batch => (long)CountWithin(batch, middle)) >= wanted) high = middle;
            else low = middle + 1;
        }

        return SimulatedTime.ToMilliseconds(low);
    }

    /// <summary>Rows of a request that took no longer: those that came last.</summary>
    private int CountWithin(in LightBatch batch, long latency)
    {
        long earliest = batch.EndsAt - latency;
        if (batch.FirstArrival >= earliest) return batch.Rows;
        int late = log.CountUpTo(earliest - 1, batch.FirstRow) - batch.FirstRow;
        return Math.Max(batch.Rows - late, 0);
    }
}
