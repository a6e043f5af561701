using Scoring.Benchmarks.Measuring;
using Scoring.Tuning.Knees;

namespace Scoring.Benchmarks.Tuner;

/// <summary>All settings, in short rounds of random order: the rows per second of each round.</summary>
internal sealed class MeasuredGrid(GridLoop loop)
{
    /// <summary>Rounds of all settings, and of those with as many requests in flight as the tuner's knee is for: that knee is compared with theirs.</summary>
    private const int Rounds = 5, RoundsForKnee = 28;

    private const int Seed = 7;

    private static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<GridSetting, List<double>> _rates = GridSetting.All.ToDictionary(static setting => setting, static _ => new List<double>());

    /// <param name="parallel">The requests in flight of the tuner's knee.</param>
    public async Task MeasureAsync(int parallel)
    {
        var random = new Random(Seed);
        GridSetting[] all = GridSetting.All, curve = CurveOf(parallel);
        foreach (GridSetting setting in all) await loop.MeasureAsync(setting, s_window);
        for (int round = 0; round < RoundsForKnee; round++)
        {
            GridSetting[] settings = round < Rounds ? all : curve;
            random.Shuffle(settings);
            foreach (GridSetting setting in settings)
            {
                await QuietMoments.WaitAsync();
                _rates[setting].Add(await loop.MeasureAsync(setting, s_window));
            }
        }
    }

    /// <summary>The settings with the most rows per second.</summary>
    public IEnumerable<GridSetting> Best(int count) => _rates.Keys.OrderByDescending(setting => Interleaved.Median(_rates[setting])).Take(count);

    /// <summary>The knee by the tuner's own definition: of the smooth curve through all sizes.</summary>
    /// <param name="parallel">The requests in flight.</param>
    /// <param name="everyOther">0 for that of even rounds alone, 1 for that of odd ones; null for all.</param>
    public int Knee(int parallel, int? everyOther = null)
    {
        GridSetting[] curve = CurveOf(parallel);
        int[] rows = [.. curve.Select(static setting => setting.Rows)];
        double[][] seconds = [.. curve.Select(setting => _rates[setting].Where((_, round) => everyOther is null || round % 2 == everyOther).Select(rate => parallel * setting.Rows / rate).Order().ToArray())];
        return (int)Math.Ceiling(KneeEstimate.Of(CurveFit.Of(rows, seconds), new Random(Seed)).Knee);
    }

    private static GridSetting[] CurveOf(int parallel) => [.. GridSetting.All.Where(setting => setting.ParallelRequests == parallel).OrderBy(static setting => setting.Rows)];
}
