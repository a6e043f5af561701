using System.Collections.Immutable;
using Scoring.Records;
using Scoring.Tuning.Load;

namespace Scoring.Tuning.Sweep;

/// <summary>One sweep from the first request to the report.</summary>
internal sealed class SweepRun(IScoringClient client, RecordBatch sample, TuningOptions options, IProgress<TuningProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>So much of all time may be spent waiting for processors that others use.</summary>
    private const double Patience = 0.3;

    /// <summary>After so long a request processors are used to a model again.</summary>
    private const double OpeningSeconds = 1e-3;

    public async Task<TuningReport> RunAsync()
    {
        ScoringSignature signature = await client.GetSignatureAsync(cancellationToken).ConfigureAwait(false);
        IModelIdentity? identity = client.GetService<IModelIdentity>();
        bool isLocal = signature.MaxConcurrentRequests is not null && identity?.Endpoint is null;
        var subject = new SweepSubject(ProfileKey.Of(signature, identity), TuningEnvironment.Current(identity?.NativeLibrary), SampleHash.Of(sample), sample.RowCount, options.TimeProvider.GetUtcNow());

        using var batches = new SampleBatches(sample);
        using var time = new CancellationTokenSource(options.MaxDuration, options.TimeProvider);
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        SweepGrid grid = SweepGrid.Create(options, signature, batches.BytesOf);
        (var record, var allowance) = (new SweepRecord(grid), new SweepAllowance(options));
        var quiet = new QuietProcessors(options.TimeProvider, Patience * options.MaxDuration);
        var loop = new ClosedLoop(client, batches, options.TimeProvider, options.Starter, isLocal, quiet);
        var requester = new Requester(loop, record, allowance, options.TimeProvider, cancellationToken, timeUp.Token);

        var limit = new LoadLimit(options, identity?.Endpoint, isLocal, grid.Parallel[^1]);
        var news = new SweepNews(progress, allowance, options, limit);
        await MeasureAsync(requester, loop, record, allowance, news, limit).ConfigureAwait(false);
        TuningSetting? recommended = SettingChoice.Best(record, options.P99Budget?.TotalSeconds, isLocal);
        ImmutableArray<LoadCheck> checks = recommended is null || record.HasEnded
            ? []
            : await new LoadChecks(loop, record, allowance, news, options, limit, timeUp.Token).RunAsync(recommended).ConfigureAwait(false);
        TuningReport report = SweepReport.Create(record, subject, options, allowance, recommended, checks);
        news.Tell(TuningPhase.Done, new Setting(recommended?.Rows ?? 0, recommended?.ParallelRequests ?? 0), report.PartialReason);
        return report;
    }

    private async Task MeasureAsync(Requester requester, ClosedLoop loop, SweepRecord record, SweepAllowance allowance, SweepNews news, LoadLimit limit)
    {
        var warmUp = new WarmUp(requester, record, options, limit, news);
        await warmUp.RunAsync().ConfigureAwait(false);
        if (loop.IsLocal) loop.OpeningRows = warmUp.SmallestThatTakes(OpeningSeconds);
        await new ParallelProbe(requester, record, warmUp).RunAsync().ConfigureAwait(false);
        var length = new VisitLength(record.Grid, options, loop.Unmeasured(record.Grid.Parallel[^1]) + (loop.OpeningRows > 0 ? 1 : 0));
        var rounds = new Rounds(requester, record, allowance, warmUp, length, news, options, limit);
        await rounds.MeasureAllAsync().ConfigureAwait(false);
        if (!record.HasEnded && rounds.Complete < Math.Min(Rounds.Scouting, options.Rounds)) record.End(FormattableString.Invariant($"requests or time were spent after {rounds.Complete} {(rounds.Complete == 1 ? "round" : "rounds")}; raise {nameof(TuningOptions.MaxDuration)} or {nameof(TuningOptions.MaxRequests)}, or measure fewer settings"));
        await rounds.RefineAsync().ConfigureAwait(false);
        await rounds.SharpenAsync().ConfigureAwait(false);
        await rounds.CompareBestAsync().ConfigureAwait(false);
        if (!record.HasEnded && record.NextSize(record.BestParallel) is not null) record.Warnings.Add("requests or time were spent before the knee was found exactly");
    }
}
