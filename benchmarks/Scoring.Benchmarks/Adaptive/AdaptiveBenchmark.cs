using Scoring.Benchmarks.Adaptive.Models;
using Scoring.Benchmarks.Adaptive.Results;
using Scoring.Benchmarks.Adaptive.Settings;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Adaptive;

/// <summary>One model: the adaptive client against the best of a grid of fixed settings, in closed loop and at 70 % of the best rate.</summary>
/// <remarks>
/// The grid is measured in a few short rounds. The best of so many noisy figures is better than it is; so only the best few are kept, and measured anew side by side with the adaptive client: those figures are compared.
/// </remarks>
internal sealed class AdaptiveBenchmark(IServedModel model, int rounds, TimeSpan window) : IAsyncDisposable
{
    /// <summary>A setting whose own rate is less, as a part of the best, is not offered that load: rows would pile up.</summary>
    private const double LeastRate = 0.75;

    private readonly ClientSet _clients = new(model);
    private readonly TimeSpan _window = window * model.WindowFactor;

    private TimeSpan ClosedWindow => _window / AdaptiveMethod.ClosedWindows;

    public async Task<AdaptiveModelResult> RunAsync()
    {
        await WarmUpAsync();
        IReadOnlyDictionary<ClientSetting, double[]> grid = await ClosedLoopBenchmark.MeasureAsync(_clients, SettingGrid.Fixed, AdaptiveMethod.GridRounds, ClosedWindow, ClosedWindow);
        ClientSetting[] ranked = [.. SettingGrid.Fixed.OrderByDescending(setting => Interleaved.Median(grid[setting]))];
        IReadOnlyDictionary<ClientSetting, double[]> closed = await ClosedLoopBenchmark.MeasureAsync(_clients, [.. SettingGrid.Adaptive, .. ranked.Take(AdaptiveMethod.Finalists)], rounds * AdaptiveMethod.ClosedWindows, ClosedWindow, 2 * _window);
        ClientSetting fastest = ranked.Take(AdaptiveMethod.Finalists).MaxBy(setting => Interleaved.Median(closed[setting]))!;

        double capacity = await OpenLoopCapacity.FindAsync(await _clients.GetAsync(fastest), Interleaved.Median(closed[fastest]), _window);
        double offered = AdaptiveMethod.Load * capacity, least = LeastRate * Interleaved.Median(grid[ranked[0]]);
        ClientSetting[] able = [.. ranked.Where(setting => Interleaved.Median(grid[setting]) >= least)];
        IReadOnlyDictionary<ClientSetting, ArrivalLatency[]> openGrid = await ArriveAsync(able, offered, AdaptiveMethod.GridRounds);
        ClientSetting[] prompt = [.. able.OrderBy(setting => P99(openGrid[setting])).Take(AdaptiveMethod.Finalists).Append(fastest).Distinct()];
        IReadOnlyDictionary<ClientSetting, ArrivalLatency[]> open = await ArriveAsync([.. SettingGrid.Adaptive, .. prompt], offered, rounds);
        ClientSetting promptest = prompt.MinBy(setting => P99(open[setting]))!;

        IReadOnlyDictionary<ClientSetting, double?> settled = await SettleAsync([.. SettingGrid.Adaptive, fastest]);
        return new AdaptiveModelResult(model.Name, capacity, offered, fastest.Name, promptest.Name, [.. SettingGrid.Adaptive.Concat(ranked).Select(ToResult)]);

        SettingResult ToResult(ClientSetting setting) => new(
            setting.Name,
            setting.Adapts,
            grid.TryGetValue(setting, out double[]? gridRates) ? Interleaved.Median(gridRates) : null,
            closed.TryGetValue(setting, out double[]? rates) ? new ClosedLoopResult(Interleaved.Median(rates), Interleaved.Ratio(rates, closed[fastest])) : null,
            openGrid.TryGetValue(setting, out ArrivalLatency[]? gridLatencies) ? P99(gridLatencies) : null,
            open.TryGetValue(setting, out ArrivalLatency[]? latencies) ? ToOpenLoop(latencies, open[promptest], open[fastest]) : null,
            settled.GetValueOrDefault(setting));
    }

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    /// <summary>Until most of what is busy has been compiled for the last time.</summary>
    private async Task WarmUpAsync()
    {
        foreach (ClientSetting setting in new[] { SettingGrid.Adaptive[^1], SettingGrid.Fixed[^1] })
            await ClosedLoopBenchmark.MeasureAsync(_clients, [setting], 1, _window, 2 * _window);
    }

    /// <summary>
    /// Many short windows rather than a few long ones: now and then the machine stops a thread for some milliseconds, and where that happens in most windows it is what their p99 tells.
    /// </summary>
    private Task<IReadOnlyDictionary<ClientSetting, ArrivalLatency[]>> ArriveAsync(IReadOnlyList<ClientSetting> settings, double offered, int rounds) =>
        OpenLoopBenchmark.MeasureAsync(_clients, settings, offered, rounds * AdaptiveMethod.OpenWindows, _window / AdaptiveMethod.OpenWindows, _window);

    private async Task<IReadOnlyDictionary<ClientSetting, double?>> SettleAsync(IReadOnlyList<ClientSetting> settings)
    {
        var settled = new Dictionary<ClientSetting, double?>();
        foreach (ClientSetting setting in settings) settled[setting] = await SettlingBenchmark.MeasureAsync(model, setting, 3 * _window);
        return settled;
    }

    private static double P99(ArrivalLatency[] rounds) => Interleaved.Median(rounds.Select(static round => round.P99));

    private static OpenLoopResult ToOpenLoop(ArrivalLatency[] rounds, ArrivalLatency[] promptest, ArrivalLatency[] fastest) => new(
        Interleaved.Median(rounds.Select(static round => round.P50)),
        P99(rounds),
        Interleaved.Median(rounds.Select(static round => round.LagP99)),
        P99Ratio(rounds, promptest),
        P99Ratio(rounds, fastest));

    private static double P99Ratio(ArrivalLatency[] rounds, ArrivalLatency[] others) => Interleaved.Median(rounds.Zip(others, static (round, other) => round.P99 / other.P99));
}
