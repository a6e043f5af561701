using Scoring.Benchmarks.Adaptive.Models;
using Scoring.Benchmarks.Adaptive.Requests;
using Scoring.Benchmarks.Adaptive.Results;
using Scoring.Benchmarks.Adaptive.Settings;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Adaptive;

/// <summary>How many requests a new client sends before it is as fast as in the end, with 1,000 callers.</summary>
internal static class SettlingBenchmark
{
    private const int Clients = 3;

    /// <returns>The median over some new clients; null where most of them never were.</returns>
    public static async Task<double?> MeasureAsync(IServedModel model, ClientSetting setting, TimeSpan time)
    {
        var requests = new List<double>();
        for (int i = 0; i < Clients; i++) requests.Add(await MeasureOneAsync(model, setting, time) ?? double.PositiveInfinity);
        double median = Interleaved.Median(requests);
        return double.IsInfinity(median) ? null : median;
    }

    private static async Task<int?> MeasureOneAsync(IServedModel model, ClientSetting setting, TimeSpan time)
    {
        var log = new RequestLog();
        await using IModelClient client = await model.OpenAsync(setting, leaf => new RequestLogClient(leaf, log));
        await PoolWork.RunAsync(
            stop =>
            {
                log.Start(stop);
                return client.AwaitRowsAsync(AdaptiveMethod.Callers, stop);
            },
            time);
        return Settling.RequestsUntilSettled(log.StartedAt, log.ToArray());
    }
}
