using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Adaptive;

/// <summary>How many rows per second a client keeps up with that come at random times.</summary>
/// <remarks>That is less than callers get that wait for their scores: the thread from which rows come needs its part of the cores, the more the shorter the model takes.</remarks>
internal static class OpenLoopCapacity
{
    private const double Step = 0.9;
    private const int Rounds = 3;

    /// <summary>No more rows than come in this time may be without a score in the end.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromMilliseconds(5);

    /// <summary>The first of ever lower rates at which it mostly keeps up.</summary>
    /// <param name="client">Which.</param>
    /// <param name="most">The rate to begin with, in rows per second.</param>
    /// <param name="window">One measurement.</param>
    public static async Task<double> FindAsync(IModelClient client, double most, TimeSpan window)
    {
        double rate = most;
        while (!await KeepsUpAsync(client, rate, window)) rate *= Step;
        return rate;
    }

    private static async Task<bool> KeepsUpAsync(IModelClient client, double rate, TimeSpan window)
    {
        int kept = 0;
        for (int round = 0; round < Rounds; round++)
        {
            ArrivalLatency latency = await client.ArriveAsync(rate, round, window);
            if (latency.Unscored <= rate * s_kept.TotalSeconds) kept++;
        }

        return 2 * kept > Rounds;
    }
}
