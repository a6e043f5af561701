using System.Runtime.CompilerServices;
using Scoring.Tool.Comparison;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Reporting;
using Scoring.Tool.Sampling;
using Scoring.Tuning;

namespace Scoring.Tool.Sweeping;

/// <summary>One run of <c>scoring tune</c>, from checking its options to the exit code.</summary>
internal sealed class TuneRun(TuneSettings settings, Terminal terminal)
{
    /// <exception cref="UsageException">The options cannot be followed.</exception>
    /// <exception cref="ScoringException">The model or the endpoint cannot be used.</exception>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        var files = new TuneFiles(settings);
        var file = new SampleFile(settings.Sample);
        TuningProfile? baseline = settings.Baseline is { } path ? ProfileSource.Read("--baseline", path) : null;
        IScoringClient client = await TuneTarget.OpenAsync(settings, file, terminal.Error, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = client.ConfigureAwait(false);
        using Sample sample = file.Read(await client.GetSignatureAsync(cancellationToken).ConfigureAwait(false));
        sample.ShowFailures(terminal.Error);
        TuningReport report = await MeasureAsync(client, sample, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SettingChange> changes = baseline is null ? [] : BaselineComparison.Compare(report.Points, baseline.Points, settings.FailIfWorse);
        bool isWritten = files.Write(report, terminal.Error);
        if (settings.IsJson) WriteJson(report);
        else TuneTable.Write(report, changes, terminal);
        Summarize(report);
        return Judge(report, baseline, changes, isWritten, cancellationToken);
    }

    private async Task<TuningReport> MeasureAsync(IScoringClient client, Sample sample, CancellationToken cancellationToken)
    {
        try
        {
            return await new TuneProgress(terminal).RunAsync(progress => ScoringTuner.RunAsync(client, sample.Rows, Options(), progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (ScoringLoadRefusedException error)
        {
            throw new UsageException(OptionNames.Translate(error.Message), error);
        }
        catch (ScoringException error) when (EndpointUrl.Is(settings.Target))
        {
            throw EndpointVerdict.Explain(error, settings.Endpoint.Protocol!);
        }
    }

    private TuningOptions Options()
    {
        var options = new TuningOptions
        {
            BatchSizes = settings.Sizes,
            ParallelRequests = settings.Concurrency,
            P99Budget = settings.P99Budget,
            ArrivalRate = settings.Rate,
            LoadCheck = settings.Arrivals,
            AllowLoad = settings.IsConfirmed,
        };
        if (settings.Seed is { } seed) options.Seed = seed;
        if (settings.MaxTime is { } time) options.MaxDuration = time;
        if (settings.MaxRate is { } rate) options.MaxRowsPerSecond = rate;
        return options;
    }

    private void WriteJson(TuningReport report)
    {
        using StreamWriter writer = terminal.CreateOutputWriter();
        writer.WriteLine(report.ToJson().ReplaceLineEndings("\n"));
    }

    private void Summarize(TuningReport report)
    {
        foreach (string warning in report.Warnings) terminal.Error.WriteLine($"warning: {PlainText.Of(OptionNames.Translate(warning))}");
        if (report.PartialReason is { } reason) terminal.Error.WriteLine($"scoring: the sweep ended early: {PlainText.Of(OptionNames.Translate(reason))}");
        terminal.Error.WriteLine($"{Numbers.Count(report.Points.Length, "setting")}, {Numbers.Count(report.Requests, "request")}, {Numbers.Time(TimeSpan.FromSeconds(report.Seconds))}");
    }

    private ExitCode Judge(TuningReport report, TuningProfile? baseline, IReadOnlyList<SettingChange> changes, bool isWritten, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ExitCode.Cancelled;
        if (report.HasFailed) return ExitCode.ModelUnusable;
        if (report.Points.Length == 0) return report.IsPartial ? ExitCode.Usage : ExitCode.ModelUnusable;
        if (!isWritten) return ExitCode.Unexpected;
        bool isWorse = baseline is not null && IsWorse(baseline, changes, report);
        if (settings.P99Budget is { } budget && report.LargestWithinBudget is not { Rows: > 0 })
        {
            terminal.Error.WriteLine($"scoring: no setting is within the budget of {Numbers.Time(budget)}.");
            return ExitCode.RowsFailed;
        }

        return isWorse ? ExitCode.RowsFailed : ExitCode.Ok;
    }

    private bool IsWorse(TuningProfile baseline, IReadOnlyList<SettingChange> changes, TuningReport report)
    {
        if (!baseline.Key.Matches(report.Key)) terminal.Error.WriteLine($"warning: the baseline is of {baseline.Key}, and this is {report.Key}.");
        if (baseline.Environment is { } there && !there.IsSameMachineClass(report.Environment)) terminal.Error.WriteLine("warning: the baseline was taken on another class of machine.");
        string allowed = Numbers.Percent(settings.FailIfWorse);
        if (changes.Count == 0)
        {
            terminal.Error.WriteLine("scoring: no setting was measured both now and in the baseline, so nothing was compared. Give the same --sizes and --concurrency.");
            return true;
        }

        SettingChange[] worse = [.. changes.Where(static change => change.IsWorse)];
        foreach (SettingChange change in worse)
            terminal.Error.WriteLine($"scoring: worse than the baseline by more than {allowed}: {Numbers.Count(change.Rows, "row")} × {change.ParallelRequests}, {BaselineText.Of(change)}");
        if (worse.Length == 0) terminal.Error.WriteLine($"not worse than the baseline by more than {allowed}: {Numbers.Count(changes.Count, "setting")} compared by a rank test");
        return worse.Length > 0;
    }
}
