namespace Scoring.Simulation.Reports;

/// <summary>How soon a run is fast.</summary>
internal static class Convergence
{
    /// <summary>Fewer requests tell no rate.</summary>
    private const int Window = 12;

    /// <summary>How many requests had ended when the last twelve of them reached a throughput for the first time; null if that never happened.</summary>
    /// <param name="batches">All requests of a run.</param>
    /// <param name="throughput">Rows per second.</param>
    public static int? Of(IEnumerable<SentBatch> batches, double throughput)
    {
        SentBatch[] ended = [.. batches.OrderBy(static batch => batch.EndsAt)];
        long rows = 0;
        for (int i = 0; i < ended.Length; i++)
        {
            rows += ended[i].Rows;
            if (i >= Window) rows -= ended[i - Window].Rows;
            if (i + 1 < Window) continue;
            long start = i >= Window ? ended[i - Window].EndsAt : 0;
            if (rows >= throughput * SimulatedTime.ToSeconds(ended[i].EndsAt - start)) return i + 1;
        }

        return null;
    }
}
