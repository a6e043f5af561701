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
    private const int Finalists = 4;

    public async Task<TunerModelResult> RunAsync()
    {
        await using OnnxScoringClient client = model.Open();
        ScoringSignature signature = await client.GetSignatureAsync();
        using RecordBatch sample = model.Sample(signature);
        TuningReport report = await ScoringTuner.RunAsync(client, sample);

        using var loop = new GridLoop(client, model, signature);
        var grid = new MeasuredGrid(loop);
        await grid.MeasureAsync(report.Knee.ParallelRequests);
        var recommended = new GridSetting(report.Recommended!.Rows, report.Recommended.ParallelRequests);
        GridSetting[] finalists = [recommended, .. grid.Best(Finalists).Where(setting => setting != recommended)];
        Contender<double>[] contenders = [.. finalists.Select(setting => new Contender<double>($"{setting}", time => loop.MeasureAsync(setting, time)))];
        double[][] rates = await Interleaved.MeasureAsync(contenders, rounds, window, window);
        int best = Enumerable.Range(0, rates.Length).MaxBy(i => Interleaved.Median(rates[i]));
        return ToResult(report, grid, finalists[best], Interleaved.Ratio(rates[0], rates[best]), Interleaved.Median(rates[best]));
    }

    private TunerModelResult ToResult(TuningReport report, MeasuredGrid grid, GridSetting best, double ofBest, double bestRate) => new()
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
        GridKnee = grid.Knee(report.Knee.ParallelRequests),
        GridKneeOfOddRounds = grid.Knee(report.Knee.ParallelRequests, everyOther: 1),
        GridKneeOfEvenRounds = grid.Knee(report.Knee.ParallelRequests, everyOther: 0),
        Seconds = report.Seconds,
        Requests = report.Requests,
        Points = report.Points.Length,
    };
}
