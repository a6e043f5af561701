using Scoring.Benchmarks.Adaptive.Models;
using Scoring.Benchmarks.Adaptive.Results;
using Scoring.Benchmarks.Adaptive.Settings;
using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Adaptive;

/// <summary>Rows per second with 1,000 callers that each await the score of one row and go on with the next.</summary>
internal static class ClosedLoopBenchmark
{
    /// <summary>Each setting's rows per second in each round.</summary>
    public static async Task<IReadOnlyDictionary<ClientSetting, double[]>> MeasureAsync(
        ClientSet clients, IReadOnlyList<ClientSetting> settings, int rounds, TimeSpan window, TimeSpan warmUp)
    {
        var contenders = new List<Contender<Throughput>>();
        foreach (ClientSetting setting in settings) contenders.Add(AwaitedRowsBenchmark.Callers(await clients.GetAsync(setting), AdaptiveMethod.Callers));
        Throughput[][] rates = await Interleaved.MeasureAsync(contenders, rounds, window, warmUp);
        return settings.Zip(rates).ToDictionary(static pair => pair.First, static pair => Throughput.Rates(pair.Second));
    }
}
