using Scoring.Tuning.Load;

namespace Scoring.Tuning.Sweep;

/// <summary>Measures settings in rounds: all of the grid at first, then those that matter.</summary>
internal sealed class Rounds(Requester requester, SweepRecord record, SweepAllowance allowance, WarmUp warmUp, VisitLength length, SweepNews news, TuningOptions options, LoadLimit limit)
{
    /// <summary>Rounds before settings are chosen by what they are like; of many requests in flight fewer do, as each round has many. Of several in flight those that are far from the best have one or two.</summary>
    public const int Scouting = 3;

    private const int ScoutingOfMany = 2, Many = 8;

    /// <summary>With more requests in flight than this a round has so many that fewer rounds do.</summary>
    private const int Few = 4;

    /// <summary>A setting with less than this part of the best rate is far from it.</summary>
    private const double Far = 0.5, VeryFar = 0.25;

    /// <summary>A setting with at least this part of the best rate may be the best.</summary>
    private const double Near = 0.93;

    /// <summary>Until so much of what the sweep may spend is spent the first rounds, then the refinement and then the sharpening go on.</summary>
    private const double FirstRoundsUntil = 0.55, RefinementUntil = 0.75, SharpeningUntil = 0.9;

    private const int MostRefinements = 12;

    /// <summary>Points that decide the answer are measured until half of their confidence interval is no more than this part.</summary>
    private const double Exact = 0.01;

    private const double Sure = 0.95;

    /// <summary>Of all time, between rounds of a model in this process: it is so quick that without a pause a disturbance of the machine, which may last for seconds, would meet all of them.</summary>
    private const double Pause = 0.004;

    /// <summary>Requests of each loop after a pause that do not count: the model is not in the processors' caches any more.</summary>
    private const int AfterPause = 2;

    private readonly Random _random = new(options.Seed);

    /// <summary>What is not left to the load check.</summary>
    private readonly double _requests = LoadShare.RequestsOfSweep(options, limit) - length.LongestVisit;

    private readonly double _seconds = LoadShare.SecondsOfSweep(options);

    /// <summary>How often the whole grid was gone through.</summary>
    public int Complete { get; private set; }

    /// <summary>The whole grid.</summary>
    public async Task MeasureAllAsync()
    {
        Setting[] all = [.. from parallel in record.Grid.Parallel from rows in record.Grid.Sizes select new Setting(rows, parallel)];
        for (int round = 0; round < options.MaxRounds && !IsOver(round < Scouting ? 1 : FirstRoundsUntil); round++)
        {
            Setting[] wanted = [.. all.Where(setting => IsWanted(setting, round))];
            if (wanted.Length == 0) break;
            await PauseAsync(wanted).ConfigureAwait(false);
            await MeasureAsync(wanted, TuningPhase.Sweep).ConfigureAwait(false);
            if (!IsOver(1)) Complete++;
        }
    }

    /// <summary>Sizes around the knee, one after another, each beside those that it is compared with.</summary>
    public async Task RefineAsync()
    {
        for (int i = 0; i < MostRefinements && !IsOver(RefinementUntil); i++)
        {
            int parallel = record.BestParallel;
            if (record.NextSize(parallel) is not { } rows) break;
            record.AddRefinement(rows);
            await warmUp.WarmAsync(rows).ConfigureAwait(false);
            if (warmUp.SecondsOf(rows) is null) break;
            await CatchUpAsync(rows, parallel).ConfigureAwait(false);
        }
    }

    /// <summary>More rounds for the points that decide, until the answer is sure or nothing is left to spend.</summary>
    public async Task SharpenAsync()
    {
        for (int i = 0; i < options.MaxRounds && !IsOver(SharpeningUntil); i++)
        {
            MeasuredCurve curve = record.CurveAt(record.BestParallel);
            Measurements[] deciding = [.. DecidingPoints.Of(curve).Where(one => one.Rounds < options.MaxRounds)];
            if (deciding.Length == 0) break;
            if (deciding.All(static one => one.RelativeError <= Exact) && KneeReading.Of(curve, _random).Confidence >= Sure) break;
            await MeasureAnewAsync(deciding).ConfigureAwait(false);
            if (record.NextSize(record.BestParallel) is not null) await RefineAsync().ConfigureAwait(false);
        }
    }

    /// <summary>More rounds for the settings that may be the best, until one is or nothing is left to spend. Where several requests in flight bring nothing they cost a multiple of the time that the knee needs.</summary>
    public async Task CompareBestAsync()
    {
        while (!IsOver(1))
        {
            Measurements[] rivals = [.. SettingChoice.Rivals(record, options.P99Budget?.TotalSeconds).Where(one => one.Rounds < options.MaxRounds)];
            if (rivals.Length < 2) break;
            await MeasureAnewAsync(rivals).ConfigureAwait(false);
        }
    }

    private async Task CatchUpAsync(int rows, int parallel)
    {
        var added = new Setting(rows, parallel);
        while (record.Of(added).Rounds < Scouting && !IsOver(1) && !record.IsBarred(added))
        {
            Measurements[] compared = DecidingPoints.Nearest(record.CurveAt(parallel), RoundsOf(parallel));
            await MeasureAsync([added, .. compared.Select(static one => one.Setting).Where(setting => setting != added)], TuningPhase.Refinement).ConfigureAwait(false);
        }
    }

    private int RoundsOf(int parallel) => Math.Max(Scouting, options.Rounds * Few / Math.Max(Few, parallel));

    private bool IsWanted(Setting setting, int round)
    {
        if (record.IsBarred(setting) || warmUp.SecondsOf(setting.Rows) is null) return false;
        if (setting.ParallelRequests >= Many && !IsWorthMany(setting.Rows)) return false;
        Measurements measured = record.Of(setting);
        double best = record.Best?.RowsPerSecond ?? 0;
        if (round > 0 && setting.ParallelRequests > 1 && measured.IsMeasured && measured.RowsPerSecond < (round == 1 && limit.IsLocal ? VeryFar : Far) * best) return false;
        if (round < (setting.ParallelRequests >= Many ? ScoutingOfMany : Scouting)) return true;
        if (!measured.IsMeasured) return false;
        if (measured.Rounds < RoundsOf(setting.ParallelRequests)) return IsWorthItsTime(setting, measured, best) || IsOfBestCurve(setting, measured, best) || measured.RowsPerSecond >= Near * best;
        return measured.RelativeError > 0.05 && IsOfBestCurve(setting, measured, best);
    }

    /// <summary>Sizes that are far from the best alone are not measured with many requests in flight, which costs many.</summary>
    private bool IsWorthMany(int rows)
    {
        double best = record.Grid.Sizes.Max(size => warmUp.SecondsOf(size) is { } seconds ? size / seconds : 0);
        return rows / warmUp.SecondsOf(rows) >= VeryFar * best;
    }

    /// <summary>What a request takes alone is of interest for sizes up to the best, and it is soon measured.</summary>
    private bool IsWorthItsTime(Setting setting, Measurements measured, double best) =>
        setting.ParallelRequests == 1 && (setting.Rows <= record.Best!.Setting.Rows || measured.RowsPerSecond >= Far * best);

    private bool IsOfBestCurve(Setting setting, Measurements measured, double best) =>
        setting.ParallelRequests == record.BestParallel && measured.RowsPerSecond >= Far * best;

    private async Task MeasureAnewAsync(Measurements[] points)
    {
        Setting[] settings = [.. points.Select(static one => one.Setting)];
        await PauseAsync(settings).ConfigureAwait(false);
        await MeasureAsync(settings, TuningPhase.Refinement).ConfigureAwait(false);
    }

    private async Task PauseAsync(Setting[] settings)
    {
        if (!limit.IsLocal || Complete == 0) return;
        await Task.Delay(Pause * options.MaxDuration, options.TimeProvider).ConfigureAwait(false);
        if (!IsOver(1)) await requester.VisitAsync(settings.MaxBy(static setting => (long)setting.Rows * setting.ParallelRequests), AfterPause).ConfigureAwait(false);
    }

    private async Task MeasureAsync(Setting[] settings, TuningPhase phase)
    {
        foreach (Setting setting in RoundOrder.Shuffle(settings, _random))
        {
            if (IsOver(1)) return;
            double seconds = record.Of(setting).IsMeasured ? record.Of(setting).Median : warmUp.SecondsOf(setting.Rows)!.Value;
            if (await requester.VisitAsync(setting, length.Of(seconds, phase == TuningPhase.Refinement)).ConfigureAwait(false) is not { } visit) continue;
            record.Of(setting).Add(visit);
            news.Tell(phase, record.Of(setting));
        }
    }

    private bool IsOver(double until) => record.HasEnded || allowance.UsedOf(_requests, _seconds) >= until;
}
