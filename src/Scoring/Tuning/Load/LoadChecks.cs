using System.Collections.Immutable;
using Scoring.Tuning.Sweep;

namespace Scoring.Tuning.Load;

/// <summary>Tries the recommended setting with rows that arrive at parts of its capacity.</summary>
internal sealed class LoadChecks(ClosedLoop loop, SweepRecord record, SweepAllowance allowance, SweepNews news, TuningOptions options, LoadLimit limit, CancellationToken timeUp)
{
    /// <summary>Rows that are kept in mind, at most.</summary>
    private const int MostRows = 2_000_000;

    /// <summary>A process that uses this part of all processors has no more to give.</summary>
    private const double Busy = 0.9;

    private const int FewestRequests = 20;

    /// <summary>The rest is for rows that still wait when no more arrive.</summary>
    private const double PartOfTime = 0.7;

    /// <summary>Until the code of the open loop itself is compiled.</summary>
    private const int WarmUpRequests = 10;

    public async Task<ImmutableArray<LoadCheck>> RunAsync(TuningSetting setting)
    {
        ImmutableArray<LoadCheck>.Builder checks = ImmutableArray.CreateBuilder<LoadCheck>();
        if (options.LoadCheck == LoadCheckMode.None) return [];
        loop.Batches.Prepare(setting.Rows, setting.ParallelRequests);
        var measured = new Setting(setting.Rows, setting.ParallelRequests);
        news.TellLoadCheck(0, measured, null);
        for (int i = 0; i < LoadShare.Levels.Length && !record.HasEnded; i++)
        {
            int left = LoadShare.Levels.Length - i;
            (int requests, TimeSpan time) = (RequestsFor(left), TimeSpan.FromTicks(Math.Min(LoadShare.Longest.Ticks, (long)(PartOfTime * allowance.TimeLeft.Ticks / left))));
            if (requests < FewestRequests || time <= TimeSpan.Zero)
            {
                record.Warnings.Add(FormattableString.Invariant($"no load check at {LoadShare.Levels[i]:0 %} of the capacity: requests or time are spent"));
                break;
            }

            if (i == 0 && limit.IsLocal) await OfferAsync(setting, new long[setting.Rows * WarmUpRequests], WarmUpRequests).ConfigureAwait(false);
            LoadCheck check = await CheckAsync(setting, LoadShare.Levels[i], requests, time).ConfigureAwait(false);
            if (timeUp.IsCancellationRequested)
            {
                record.End("the load check was cut off: the sweep was cancelled or its time was over");
                break;
            }

            checks.Add(check);
            news.TellLoadCheck(i + 1, measured, FormattableString.Invariant($"{check.OfferedRowsPerSecond:N0} rows/s offered, {check.AchievedRowsPerSecond:N0} scored, p99 {check.P99Seconds * 1e3:0.###} ms"));
        }

        return checks.ToImmutable();
    }

    private int RequestsFor(int levelsLeft) => limit.CountsLoadCheck ? allowance.RequestsLeft / levelsLeft : int.MaxValue;

    private async Task<LoadCheck> CheckAsync(TuningSetting setting, double share, int requests, TimeSpan time)
    {
        double rate = share * setting.RowsPerSecond;
        int rows = (int)Math.Clamp(rate * time.TotalSeconds, 1, MostRows);
        long[] arrivals = ArrivalTimes.Create(options.LoadCheck, rate / loop.Clock.TimestampFrequency, rows, new Random(options.Seed));
        (TimeSpan processor, long start) = (options.ProcessorTime(), loop.Clock.GetTimestamp());
        OpenLoopResult result = await OfferAsync(setting, arrivals, requests).ConfigureAwait(false);
        double used = (options.ProcessorTime() - processor) / loop.Clock.GetElapsedTime(start) / Environment.ProcessorCount;
        return Read(setting, share, rate, result, double.IsFinite(used) ? Math.Clamp(used, 0, 1) : 0);
    }

    private async Task<OpenLoopResult> OfferAsync(TuningSetting setting, long[] arrivals, int requests)
    {
        var run = new OpenLoop(loop, new Setting(setting.Rows, setting.ParallelRequests), arrivals, requests, limit.IsLocal && ReferenceEquals(loop.Clock, TimeProvider.System), timeUp);
        run.Start(options.Starter);
        await run.Ended.ConfigureAwait(false);
        OpenLoopResult result = run.ToResult();
        if (limit.CountsLoadCheck) allowance.Spend(result.Requests);
        return result;
    }

    private LoadCheck Read(TuningSetting setting, double share, double rate, OpenLoopResult result, double used) => new()
    {
        Share = share,
        OfferedRowsPerSecond = rate,
        AchievedRowsPerSecond = result.Seconds > 0 ? result.Rows / result.Seconds : 0,
        P50Seconds = result.Latency(0.5),
        P99Seconds = result.Latency(0.99),
        Seconds = result.Seconds,
        Requests = result.Requests,
        Failures = result.Failures,
        MeanRows = result.Requests > result.Failures ? (double)result.Rows / (result.Requests - result.Failures) : 0,
        IsFallingBehind = result.IsFallingBehind(setting.Rows * setting.ParallelRequests, rate),
        ProcessorShare = used,
        IsClientBound = !limit.IsLocal && used >= Busy,
    };
}
