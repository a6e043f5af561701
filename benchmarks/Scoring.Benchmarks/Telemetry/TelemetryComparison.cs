using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Telemetry;

/// <summary>A client without something and one with it, measured in turns.</summary>
/// <param name="name">What it is.</param>
/// <param name="budget">What it may cost; null for no budget.</param>
/// <param name="without">Measures the client of this number for a time.</param>
/// <param name="with">The same with it.</param>
internal sealed class TelemetryComparison(string name, double? budget, Func<int, TimeSpan, Task<Throughput>> without, Func<int, TimeSpan, Task<Throughput>> with)
{
    private readonly List<Throughput> _without = [], _with = [];

    public async Task WarmUpAsync(int clients, TimeSpan time)
    {
        for (int client = 0; client < clients; client++)
        {
            await without(client, time);
            await with(client, time);
        }
    }

    /// <summary>Measures one pair; every other one the other way round, so that a machine that gets slower or faster counts against neither.</summary>
    public async Task MeasureAsync(int pair, int clients, TimeSpan slice)
    {
        int client = pair / 2 % clients;
        if (pair % 2 == 0) _without.Add(await without(client, slice));
        _with.Add(await with(client, slice));
        if (pair % 2 != 0) _without.Add(await without(client, slice));
    }

    public TelemetryWayResult ToResult()
    {
        double[] costs = [.. _without.Zip(_with, static (one, other) => (one.RowsPerSecond / other.RowsPerSecond) - 1).Order()];

        // By order statistics: the sign test's interval, in its normal approximation.
        int half = (int)Math.Ceiling(1.96 * Math.Sqrt(costs.Length) / 2);
        (int low, int high) = (Math.Max((costs.Length / 2) - half, 0), Math.Min((costs.Length / 2) + half, costs.Length - 1));
        return new TelemetryWayResult(
            name, costs.Length, Interleaved.Median(Throughput.Rates([.. _without])), Interleaved.Median(Throughput.Rates([.. _with])),
            Interleaved.Median(costs), costs[low], costs[high], budget, Throughput.MedianBytes([.. _with]));
    }
}
