namespace Scoring.Tuning.Sweep;

/// <summary>Finds out up to how many requests in flight it is worth to measure: where two numbers in a row bring no more rows per second, larger ones are left out, as they only queue.</summary>
internal sealed class ParallelProbe(Requester requester, SweepRecord record, WarmUp warmUp)
{
    /// <summary>The smallest size with this part of the most rows per second alone shows as well as the best what more requests bring, in less time.</summary>
    private const double NearlyBest = 0.9;

    /// <summary>Less than this is no gain.</summary>
    private const double Gain = 1.08;

    /// <summary>So many numbers without a gain are enough.</summary>
    private const int MostWithout = 2;

    /// <summary>Requests of each loop.</summary>
    private const int Each = 2;

    private readonly Dictionary<int, double> _best = [];

    public async Task RunAsync()
    {
        int[] sizes = [.. SizesToTry()];
        (int useful, int without) = (0, 0);
        IReadOnlyList<int> parallel = record.Grid.Parallel;
        for (int i = 0; i < parallel.Count && without < MostWithout && sizes.Length > 0 && !requester.IsOver; i++)
        {
            bool gains = false;
            foreach (int rows in sizes) gains |= await GainsAsync(new Setting(rows, parallel[i])).ConfigureAwait(false);
            (useful, without) = gains ? (i, 0) : (useful, without + 1);
        }

        // What was not sent any more has told nothing.
        if (without == MostWithout && !requester.IsOver) record.KeepParallel(useful + 2, $"{parallel[useful + 1]} and {parallel[useful + 2]} requests in flight gave no more rows per second than {parallel[useful]}");
    }

    /// <summary>A small one, where places may be of use, and one with nearly the most rows per second alone.</summary>
    private IEnumerable<int> SizesToTry()
    {
        int[] warm = [.. record.Grid.Sizes.Where(rows => warmUp.SecondsOf(rows) is not null && !record.IsBarred(new Setting(rows, 1)))];
        if (warm.Length == 0) return [];
        double enough = NearlyBest * warm.Max(RateOf);
        return new[] { warm[Math.Min(1, warm.Length - 1)], warm.First(rows => RateOf(rows) >= enough) }.Distinct();
    }

    private double RateOf(int rows) => rows / warmUp.SecondsOf(rows)!.Value;

    private async Task<bool> GainsAsync(Setting setting)
    {
        if (await requester.VisitAsync(setting, Each).ConfigureAwait(false) is not { Times.Count: > 0 } visit) return false;
        double rate = setting.ParallelRequests * setting.Rows / Statistics.Quantile.Median([.. visit.Times]), before = _best.GetValueOrDefault(setting.Rows);
        _best[setting.Rows] = Math.Max(before, rate);
        return rate > Gain * before;
    }
}
