using Scoring.Benchmarks.Adaptive.Models;
using Scoring.Benchmarks.Adaptive.Settings;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Adaptive;

/// <summary>How long rows take that come at random times. In one round they come at the same times for all settings.</summary>
internal static class OpenLoopBenchmark
{
    private const int Seed = 11;

    /// <summary>Each setting's latency in each round.</summary>
    public static async Task<IReadOnlyDictionary<ClientSetting, ArrivalLatency[]>> MeasureAsync(
        ClientSet clients, IReadOnlyList<ClientSetting> settings, double rowsPerSecond, int rounds, TimeSpan window, TimeSpan warmUp)
    {
        var contenders = new List<Contender<ArrivalLatency>>();
        foreach (ClientSetting setting in settings) contenders.Add(Arrivals(await clients.GetAsync(setting), rowsPerSecond));
        ArrivalLatency[][] latencies = await Interleaved.MeasureAsync(contenders, rounds, window, warmUp);
        return settings.Zip(latencies).ToDictionary(static pair => pair.First, static pair => pair.Second);
    }

    private static Contender<ArrivalLatency> Arrivals(IModelClient client, double rowsPerSecond)
    {
        int runs = 0;
        return new Contender<ArrivalLatency>("arrivals", time => client.ArriveAsync(rowsPerSecond, Seed + runs++, time));
    }
}
