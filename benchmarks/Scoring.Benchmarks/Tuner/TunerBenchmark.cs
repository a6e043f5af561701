using Scoring.Benchmarks.Measuring;
using Scoring.Benchmarks.Tuner.Results;
using Scoring.Onnx;
using Scoring.Records;
using Scoring.Tuning;

namespace Scoring.Benchmarks.Tuner;

/// <summary>One model: a default sweep, then an exhaustive grid, then the recommended setting beside the best of the grid.</summary>
/// <remarks>The grid is measured in short rounds, and the best of so many noisy figures is better than it is: so only the best few are kept and measured anew beside the recommended one.</remarks>
internal sealed class TunerBenchmark(TunedModel model, int rounds, TimeSpan window)
{
    private const int GridRounds = 9, Finalists = 4, Seed = 7, Neighbours = 2;
    private const double Knee = 0.9;

    private static readonly TimeSpan s_gridWindow = TimeSpan.FromMilliseconds(15);

    public async Task<TunerModelResult> RunAsync()
    {
        await using OnnxScoringClient client = model.Open();
        ScoringSignature signature = await client.GetSignatureAsync();
        using RecordBatch sample = model.Sample(signature);
        TuningReport report = await ScoringTuner.RunAsync(client, sample);

        using var loop = new GridLoop(client, model, TunedModel.SchemaOf(signature));
        Dictionary<GridSetting, List<double>> grid = await MeasureGridAsync(loop);
        GridSetting[] ranked = [.. grid.Keys.OrderByDescending(setting => Interleaved.Median(grid[setting]))];
        var recommended = new GridSetting(report.Recommended!.Rows, report.Recommended.ParallelRequests);
        GridSetting[] finalists = [recommended, .. ranked.Take(Finalists).Where(setting => setting != recommended)];
        Contender<double>[] contenders = [.. finalists.Select(setting => new Contender<double>($"{setting}", time => loop.MeasureAsync(setting, time)))];
        double[][] rates = await Interleaved.MeasureAsync(contenders, rounds, window, window);
        int best = Enumerable.Range(0, rates.Length).MaxBy(i => Interleaved.Median(rates[i]));
        return ToResult(report, grid, finalists[best], Interleaved.Ratio(rates[0], rates[best]), Interleaved.Median(rates[best]));
    }

    private TunerModelResult ToResult(TuningReport report, Dictionary<GridSetting, List<double>> grid, GridSetting best, double ofBest, double bestRate)
    {
        GridSetting[] curve = [.. grid.Keys.Where(setting => setting.ParallelRequests == report.Knee.ParallelRequests).OrderBy(static setting => setting.Rows)];
        int[] knees = [.. Enumerable.Range(0, GridRounds).Select(round => KneeOf(curve, setting => grid[setting][round])).Order()];
        return new TunerModelResult
        {
            Model = model.Name,
            Recommended = $"{report.Recommended!.Rows} rows × {report.Recommended.ParallelRequests}",
            Best = $"{best.Rows} rows × {best.ParallelRequests}",
            BestRowsPerSecond = bestRate,
            OfBest = ofBest,
            Knee = report.Knee.Rows!.Value,
            KneeConfidence = report.Knee.Confidence,
            KneeLow = report.Knee.LowRows,
            KneeHigh = report.Knee.HighRows,
            GridKnee = KneeOf(curve, setting => Interleaved.Median(grid[setting])),
            GridKneeLow = knees[1],
            GridKneeHigh = knees[^2],
            Seconds = report.Seconds,
            Requests = report.Requests,
            Points = report.Points.Length,
        };
    }

    /// <summary>The smallest size with at least 90 % of the best rate. Of so many noisy rates some are too high by chance, and the first of them would be the knee: so each is the median of itself and two neighbours on either side.</summary>
    private static int KneeOf(GridSetting[] curve, Func<GridSetting, double> rate)
    {
        double[] rates = [.. curve.Select(rate)];
        double[] smooth = [.. rates.Select((_, i) => i < Neighbours || i + Neighbours >= rates.Length ? rates[i] : Interleaved.Median(rates[(i - Neighbours)..(i + Neighbours + 1)]))];
        double enough = Knee * smooth.Max();
        return curve[Array.FindIndex(smooth, one => one >= enough)].Rows;
    }

    private static async Task<Dictionary<GridSetting, List<double>>> MeasureGridAsync(GridLoop loop)
    {
        GridSetting[] settings = GridSetting.All;
        var random = new Random(Seed);
        var rates = settings.ToDictionary(static setting => setting, static _ => new List<double>());
        foreach (GridSetting setting in settings) await loop.MeasureAsync(setting, s_gridWindow / 2);
        for (int round = 0; round < GridRounds; round++)
        {
            random.Shuffle(settings);
            foreach (GridSetting setting in settings) rates[setting].Add(await loop.MeasureAsync(setting, s_gridWindow));
        }

        return rates;
    }
}
