using Scoring.Tuning.Statistics;

namespace Scoring.Tuning.Load;

/// <summary>What became of the rows of an open loop.</summary>
/// <param name="arrivals">When rows were to arrive, in ticks from the start.</param>
/// <param name="sent">The requests that were answered.</param>
/// <param name="requests">Those that were sent.</param>
/// <param name="failures">Those that failed.</param>
/// <param name="backlog">Rows that still waited when the last one had arrived.</param>
/// <param name="frequency">Ticks per second.</param>
internal sealed class OpenLoopResult(long[] arrivals, List<OpenLoop.Sent> sent, int requests, int failures, int backlog, long frequency)
{
    /// <summary>Rows that wait at the end may fill all places so many times before the rate counts as too much.</summary>
    private const double UsualBacklog = 2;

    /// <summary>With that, times that grow so much, or so small a part of what was offered, say that the rate is too much.</summary>
    private const double UsualGrowth = 1.5, UsualShare = 0.9;

    /// <summary>In seconds, ascending.</summary>
    private readonly double[] _latencies = Latencies(arrivals, sent, frequency);

    public int Requests => requests;

    public int Failures => failures;

    public int Rows => _latencies.Length;

    /// <summary>Until the last answer.</summary>
    public double Seconds => sent.Count == 0 ? 0 : sent.Max(static one => one.End) / (double)frequency;

    /// <summary>Whether the rate was too much: rows are left over, and either wait longer and longer or are far fewer than were offered, as after a stall that is never made up for.</summary>
    /// <param name="rowsInFlight">At most.</param>
    /// <param name="rate">Rows that arrive per second.</param>
    public bool IsFallingBehind(int rowsInFlight, double rate) =>
        backlog > UsualBacklog * rowsInFlight && (Growth > UsualGrowth || Rows < UsualShare * rate * Seconds);

    public double Latency(double share) => _latencies.Length == 0 ? 0 : Quantile.OfSorted(_latencies, share);

    /// <summary>By how much longer the last third of the rows took than the second, by their medians.</summary>
    private double Growth
    {
        get
        {
            OpenLoop.Sent[] inOrder = [.. sent.OrderBy(static one => one.First)];
            int third = inOrder.Length / 3;
            if (third < 3) return 1;
            return Middle(inOrder[^third..]) / Middle(inOrder[third..^third]);
        }
    }

    private double Middle(OpenLoop.Sent[] some) => Quantile.Median([.. some.Select(one => (double)(one.End - arrivals[one.First]))]);

    private static double[] Latencies(long[] arrivals, List<OpenLoop.Sent> sent, long frequency)
    {
        var latencies = new List<double>();
        foreach (OpenLoop.Sent one in sent)
        {
            for (int i = one.First; i < one.First + one.Rows; i++) latencies.Add((one.End - arrivals[i]) / (double)frequency);
        }

        double[] sorted = [.. latencies];
        Array.Sort(sorted);
        return sorted;
    }
}
